package io.stagedoor.cli.attempts;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ListOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.History;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.HistoryPage;
import io.stagedoor.history.read.BrokerHistory;
import io.stagedoor.text.Plural;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stagedoor attempts}: lists what was delivered, and what was not, the newest first. */
@Command(
        name = "attempts",
        mixinStandardHelpOptions = true,
        subcommands = {AttemptsShowCommand.class},
        description = {"Lists the attempts to deliver an event, the newest first.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  stagedoor attempts --limit 20",
            "  stagedoor attempts --destination cmdb --outcome retried --newer-than 1h",
            "  stagedoor attempts --event c84316bc-788c-545d-926c-91a2076e9f70",
            "  stagedoor attempts --subject component:default/petstore --status 5xx",
            "  stagedoor attempts --json --limit 0 >attempts.jsonl",
            "  stagedoor attempts show 019abc…            request and answer of one of them",
            "",
            "The broker has them for all programs on it; those of the last two seconds may be",
            "missing. stagedoor.history.size and stagedoor.history.age say how many are kept.",
        })
public final class AttemptsCommand implements Callable<Integer> {

    private static final int AT_ONCE = 500;

    @Mixin
    private AttemptFilterOptions filter = new AttemptFilterOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    public AttemptsCommand(BrokerOptions broker, Terminal terminal) {
        this.broker = broker;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        int limit = list.limit(); // Refused before the broker is asked.
        HistoryFilter wanted = filter.filter(spec, Clock.systemUTC());
        try (AmqpConnector connector = new AmqpConnector(broker.settings(spec));
                BrokerHistory history = new BrokerHistory(connector)) {
            list(history, wanted, limit);
        }
        return 0;
    }

    private void list(History history, HistoryFilter wanted, int limit) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        AttemptRows rows =
                new AttemptRows(terminal.outIsTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE);
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        int listed = 0;
        String cursor = null;
        do {
            HistoryPage page = history.page(wanted, Math.min(left, AT_ONCE), cursor);
            for (AttemptRecord attempt : page.attempts()) {
                if (list.json()) {
                    out.println(AttemptJson.line(attempt));
                } else {
                    rows.add(attempt);
                }
            }
            rows.takeLines().forEach(out::println);
            listed += page.attempts().size();
            left -= page.attempts().size();
            cursor = page.next();
        } while (cursor != null && left > 0 && !out.checkError());
        if (!list.json()) {
            out.println((listed == 0 ? "" : "\n")
                    + Plural.of(listed, "attempt", "attempts")
                    + (cursor == null ? "" : "; there are more, --limit 0 lists all"));
        }
    }
}
