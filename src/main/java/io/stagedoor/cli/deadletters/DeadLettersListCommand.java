package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    private ContractOptions contract;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    public DeadLettersListCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.filter = new DeadLetterFilterOptions(Clock.systemUTC());
        this.contract = new ContractOptions(config);
        this.broker = broker;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        try (DeadLetterQueues queues = new DeadLetterQueues(broker.settings(spec))) {
            Map<String, Long> all = queues.depths();
            DeadLetterFilter meant = filter.filter(all.keySet(), contract, spec, USUAL_LIMIT);
            Map<String, Long> depths = meant.of(all);
            Progress progress = DeadLetterJob.progress(depths, spec, terminal);
            DeadLetterList list = new DeadLetterList(meant, printer(), progress);
            list.list(queues, depths);
            progress.end();
            if (!json) {
                list.summarize(spec.commandLine().getOut(), depths);
            }
        }
        return 0;
    }

    private DeadLetterPrinter printer() {
        if (json) {
            return new DeadLetterJsonLines(spec.commandLine().getOut());
        }
        int width = terminal.outIsTerminal() ? spec.usageMessage().width() : Integer.MAX_VALUE;
        return new DeadLetterTable(spec.commandLine().getOut(), Clock.systemUTC(), width);
    }
}
