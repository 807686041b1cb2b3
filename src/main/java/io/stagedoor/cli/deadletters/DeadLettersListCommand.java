package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stagedoor dead-letters list}: lists dead letters without changing anything, also while the program runs. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, and how many there are in each queue. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters list",
            "  stagedoor dead-letters list --reason exhausted --destination cmdb --newer-than 2h",
            "  stagedoor dead-letters list --queue backstage/catalog/entity --limit 0",
            "  stagedoor dead-letters list --json --limit 0 >dead-letters.jsonl",
            "",
            "The reason 'broker' means that the broker itself set the event aside: it expired,",
            "or a consumer rejected it. Its ID is metadata.eventId, else the message-id, else a",
            "hash.",
            "AGE is the time as a dead letter; if that is unknown, the time since the message",
            "was made.",
            "Without --limit it lists the first 100; --limit 0 lists all. The broker counts each",
            "queue; for a queue that is too long for the broker's memory this is an estimate."
        })
public final class DeadLettersListCommand implements Callable<Integer> {

    private static final long USUAL_LIMIT = 100;

    @Option(names = "--json", description = "Prints a JSON object for each, one on each line, with all its properties.")
    private boolean json;

    @Mixin
    private DeadLetterFilterOptions filter;

    @Mixin
    private DeadLetterAccess access;

    public DeadLettersListCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.filter = new DeadLetterFilterOptions(Clock.systemUTC());
        this.access = new DeadLetterAccess(config, broker, terminal);
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        try (DeadLetterQueues queues = access.queues()) {
            DeadLetterAccess.Meant meant = access.meant(filter, queues, USUAL_LIMIT);
            Progress progress = access.progress(meant);
            DeadLetterList list = new DeadLetterList(meant.filter(), printer(), progress);
            list.list(queues, meant.depths());
            progress.end();
            if (!json) {
                list.summarize(access.out(), meant.depths());
            }
        }
        return 0;
    }

    private DeadLetterPrinter printer() {
        if (json) {
            return new DeadLetterJsonLines(access.out());
        }
        return new DeadLetterTable(access.out(), Clock.systemUTC(), access.width(Integer.MAX_VALUE));
    }
}
