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

/** {@code stagedoor dead-letters list}: looks only, also while the program runs. */
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
            "The reason 'broker' is what the broker itself set aside: an event that expired",
            "or that a consumer rejected. Its ID is what its event's would be:",
            "metadata.eventId, else the message-id, else a hash.",
            "AGE is the time as a dead letter; where that is not known, since the message was made.",
            "Without --limit the first 100 are listed; 0 lists all. The number in a queue is",
            "the broker's; of one that is too long for its memory an estimate."
        })
public final class DeadLettersListCommand implements Callable<Integer> {

    private static final long USUAL_LIMIT = 100;

    @Option(names = "--json", description = "Prints a JSON object for each, one a line, with all its properties.")
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
