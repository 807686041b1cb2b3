package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.Table;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.operations.destinations.DestinationQueues;
import io.stagedoor.text.Plural;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stagedoor destinations pause}: stops deliveries to a destination, for every program on the broker. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Stops deliveries to a destination. Its events wait in its queue; none is lost.",
        footer = {
            "",
            "Example:",
            "  stagedoor destinations pause cmdb",
            "",
            "The broker keeps the pause: it applies to every program on this broker, and survives",
            "restarts of both. Attempts in flight still end. The time until a next attempt",
            "continues; an event that is due when the destination is resumed is tried then."
        })
public final class DestinationsPauseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    public DestinationsPauseCommand(BrokerOptions broker) {
        this.broker = broker;
    }

    @Override
    public Integer call() throws IOException {
        try (DestinationQueues destinations = new DestinationQueues(broker.settings(spec))) {
            destinations.pause(Named.known(destinations, name, spec));
            DestinationQueue row = destinations.state(name);
            spec.commandLine()
                    .getOut()
                    .println(name + " is paused; "
                            + Table.number(row.waiting() + row.scheduled(), row.estimated())
                            + " "
                            + Plural.words(row.waiting() + row.scheduled(), "event waits", "events wait")
                            + ". Resume it with: stagedoor destinations resume " + name);
        }
        return 0;
    }
}
