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

/** {@code stagedoor destinations resume}: ends a pause. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Resumes deliveries to a paused destination.",
        footer = {"", "Example:", "  stagedoor destinations resume cmdb"})
public final class DestinationsResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    public DestinationsResumeCommand(BrokerOptions broker) {
        this.broker = broker;
    }

    @Override
    public Integer call() throws IOException {
        try (DestinationQueues destinations = new DestinationQueues(broker.settings(spec))) {
            destinations.resume(Named.known(destinations, name, spec));
            DestinationQueue row = destinations.state(name);
            spec.commandLine()
                    .getOut()
                    .println(name + " is resumed; " + Table.number(row.waiting(), row.estimated())
                            + " "
                            + Plural.words(row.waiting(), "event waits", "events wait")
                            + ", " + row.scheduled() + " for later"
                            + switch (row.state()) {
                                case DestinationQueue.BREAKER_OPEN -> ", and its breaker is open at the moment";
                                case DestinationQueue.NO_CONSUMER ->
                                    ", and no program consumes its queue at the moment";
                                default -> "";
                            });
        }
        return 0;
    }
}
