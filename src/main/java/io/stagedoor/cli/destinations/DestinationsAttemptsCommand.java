package io.stagedoor.cli.destinations;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ListOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.operations.destinations.DestinationQueues;
import io.stagedoor.operations.destinations.WaitingAttempt;
import io.stagedoor.text.Plural;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stagedoor destinations attempts}: lists the events that wait for their next attempt. */
@Command(
        name = "attempts",
        mixinStandardHelpOptions = true,
        description = "Lists the events that failed and wait for their next attempt, the next one first.",
        footer = {
            "",
            "Examples:",
            "  stagedoor destinations attempts cmdb",
            "  stagedoor destinations attempts cmdb --limit 0 --json",
            "",
            "The broker shortens long error texts in this list; a dead letter has the whole text."
        })
public final class DestinationsAttemptsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The destination.")
    private String name;

    @Mixin
    private ListOptions list = new ListOptions();

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    public DestinationsAttemptsCommand(BrokerOptions broker, Terminal terminal) {
        this.broker = broker;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        int limit = list.limit();
        List<WaitingAttempt> all;
        try (DestinationQueues destinations = new DestinationQueues(broker.settings(spec))) {
            all = destinations.waiting(Named.known(destinations, name, spec));
        }
        List<WaitingAttempt> some = limit == 0 ? all : all.stream().limit(limit).toList();
        PrintWriter out = spec.commandLine().getOut();
        AttemptTable table = new AttemptTable(Clock.systemUTC());
        if (list.json()) {
            some.forEach(attempt -> out.println(table.json(attempt)));
            return 0;
        }
        int width = terminal.outIsTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE;
        if (!some.isEmpty()) {
            table.lines(some, width).forEach(out::println);
            out.println();
        }
        out.println(Plural.of(all.size(), "event waits for its next attempt", "events wait for their next attempt")
                + (some.size() < all.size() ? "; only " + some.size() + " listed, --limit 0 lists all" : ""));
        return 0;
    }
}
