package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.operations.destinations.DestinationQueues;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stagedoor destinations}: lists where events go, how many wait, and which destinations are paused. */
@Command(
        name = "destinations",
        mixinStandardHelpOptions = true,
        subcommands = {
            DestinationsPauseCommand.class,
            DestinationsResumeCommand.class,
            DestinationsAttemptsCommand.class
        },
        description = {"Lists the destinations that have a queue on the broker, and what waits for each.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  stagedoor destinations",
            "  stagedoor destinations --json           a JSON object for each, one on each line",
            "  stagedoor destinations pause cmdb       its events wait until",
            "  stagedoor destinations resume cmdb",
            "  stagedoor destinations attempts cmdb    which events are tried again, and when",
            "",
            "STATE: delivers; paused; breaker open (its receiver failed, no attempts for now);",
            "no consumer (no program consumes its queue: none runs, or the destination was removed).",
            "WAITING: can be tried now. FOR LATER: failed, and waits for its next attempt. PARKED:",
            "waits for an earlier event of an ordered destination. All numbers count events; ~ marks",
            "an estimate, when the broker has very many of them, or has them on its disk.",
            "CONSUMERS: the number of programs that deliver to it."
        })
public final class DestinationsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Prints a JSON object for each, one on each line.")
    private boolean json;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    public DestinationsCommand(BrokerOptions broker) {
        this.broker = broker;
    }

    @Override
    public Integer call() throws IOException {
        List<DestinationQueue> rows = new ArrayList<>();
        try (DestinationQueues destinations = new DestinationQueues(broker.settings(spec))) {
            for (String name : destinations.names()) {
                rows.add(destinations.state(name));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rows.forEach(row -> out.println(DestinationTable.json(row)));
        } else if (rows.isEmpty()) {
            out.println("no destination has a queue on this broker: the program makes the queues when it first starts");
        } else {
            DestinationTable.of(rows).lines().forEach(out::println);
        }
        return 0;
    }
}
