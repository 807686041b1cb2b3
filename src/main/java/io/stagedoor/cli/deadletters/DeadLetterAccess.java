package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterIds;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command of dead letters needs: the broker, the contract, and the terminal that it speaks to. */
final class DeadLetterAccess {

    /**
     * What a command means.
     *
     * @param depths how much each queue held that the filter means
     */
    record Meant(DeadLetterFilter filter, Map<String, Long> depths) {}

    @Mixin
    private ContractOptions contract;

    @Mixin
    private BrokerOptions broker;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Terminal terminal;

    DeadLetterAccess(Config config, BrokerOptions broker, Terminal terminal) {
        this.contract = new ContractOptions(config);
        this.broker = broker;
        this.terminal = terminal;
    }

    CommandSpec command() {
        return command;
    }

    ContractOptions contract() {
        return contract;
    }

    Terminal terminal() {
        return terminal;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** The width of the terminal, or the other one where the output goes elsewhere. */
    int width(int elsewhere) {
        return terminal.outIsTerminal() ? command.usageMessage().width() : elsewhere;
    }

    DeadLetterQueues queues() throws IOException {
        return new DeadLetterQueues(broker.settings(command));
    }

    /** @param usualLimit where no option says another one */
    Meant meant(DeadLetterFilterOptions options, DeadLetterQueues queues, long usualLimit)
            throws IOException, ContractException, StartFailure {
        Map<String, Long> all = queues.depths();
        DeadLetterFilter filter = options.filter(all.keySet(), contract, command, usualLimit);
        return new Meant(filter, filter.of(all));
    }

    /** Shows the ids those that the filter means. */
    void look(DeadLetterQueues queues, Meant meant, DeadLetterIds ids) throws IOException {
        Progress progress = progress(meant);
        long[] seen = new long[1];
        for (Map.Entry<String, Long> queue : meant.depths().entrySet()) {
            queues.browse(queue.getKey(), queue.getValue(), (letter, message) -> {
                progress.at(++seen[0]);
                if (meant.filter().test(letter)) {
                    ids.look(letter);
                }
                return true;
            });
        }
        progress.end();
    }

    Progress progress(Meant meant) {
        long total = meant.depths().values().stream().mapToLong(Long::longValue).sum();
        return new Progress(command.commandLine().getErr(), terminal.errIsTerminal(), total, System::nanoTime);
    }
}
