package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.BrokerOptions;
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

/** {@code stagedoor destinations}: where events go, how much waits, and what is paused. */
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
            "  stagedoor destinations --json           a JSON object for each, one a line",
            "  stagedoor destinations pause cmdb       its events wait, until",
            "  stagedoor destinations resume cmdb",
            "  stagedoor destinations attempts cmdb    what is tried again, and when",
            "",
            "STATE: delivers; paused; breaker open (its receiver failed, nothing is tried for now);",
            "no consumer (no program works its queue: it is away, or the destination was removed).",
            "WAITING could be tried now, FOR LATER was tried and waits for its next attempt,",
            "PARKED waits for an earlier event (an ordered destination). All count events; ~ is an",
            "estimate, where the broker has too many of them, or on its disk.",
            "CONSUMERS counts the programs that deliver to it: with 0 nobody does."
        })
public final class DestinationsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Prints a JSON object for each, one a line.")
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
        List<DestinationRow> rows = new ArrayList<>();
        try (Destinations destinations = new Destinations(broker.settings(spec))) {
            for (String name : destinations.names()) {
                rows.add(destinations.row(name));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rows.forEach(row -> out.println(DestinationTable.json(row)));
        } else if (rows.isEmpty()) {
            out.println("no destination has a queue on this broker: the program makes them at its first start");
        } else {
            DestinationTable.of(rows).lines().forEach(out::println);
        }
        return 0;
    }
}
