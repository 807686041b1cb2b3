package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.Consumption;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.deadletter.redrive.DeadLetterTally;
import io.stagedoor.deadletter.redrive.RedriveAction;
import io.stagedoor.deadletter.redrive.Revalidation;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stagedoor dead-letters redrive}: back to the queues that they came from. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Sends dead letters again, to the queues that they came from.",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters redrive 3f2a",
            "  stagedoor dead-letters redrive --destination cmdb --newer-than 2h --dry-run",
            "  stagedoor dead-letters redrive --reason exhausted --limit 10    a few first",
            "  stagedoor dead-letters redrive --all",
            "  stagedoor dead-letters redrive --reason invalid --revalidate --contract new.yaml",
            "",
            "From dead-letter/deliver/NAME to the destination: its attempts begin anew, its",
            "webhook-id stays. From dead-letter/CHANNEL to the channel, to be validated and",
            "routed again. Body and the producer's properties stay as they are.",
            "Each event is taken and sent in one transaction of the broker: whatever is killed",
            "when, none is lost or doubled, and what was not done yet can be redriven again.",
            "In a very long queue what is not meant may move to the end of it.",
            "A queue outlives its destination: where a program runs and nobody takes from the",
            "queue, its dead letters stay, unless you say --force.",
            "Exit status: 0 done, 1 failed or some cannot be sent back, 2 wrong usage."
        })
public final class DeadLettersRedriveCommand implements Callable<Integer> {

    @Option(
            names = "--revalidate",
            description = "Sends only what is valid by the contract of now, and leaves the rest where it is.")
    private boolean revalidate;

    @Option(
            names = "--force",
            description = "Sends also to a queue that nobody takes from, though a program runs, or that is gone.")
    private boolean force;

    @Mixin
    private DeadLetterChoice choice;

    @Mixin
    private DeadLetterAccess access;

    public DeadLettersRedriveCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.choice = new DeadLetterChoice(new DeadLetterFilterOptions(Clock.systemUTC()));
        this.access = new DeadLetterAccess(config, broker, terminal);
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        choice.check(access.command());
        ContractOptions contract = access.contract();
        Optional<Revalidation> check =
                revalidate ? Optional.of(new Revalidation(contract.read(), contract.largestEvent())) : Optional.empty();
        DeadLetterTally tally;
        try (DeadLetterQueues queues = access.queues()) {
            DeadLetterJob job = DeadLetterJob.of(choice, queues, access);
            Consumption consumption = queues.consumption();
            try {
                tally = job.run(new RedriveAction(queues, check, consumption, force), choice.dryRun(), "redriven");
            } finally {
                consumption.idle().forEach(this::noteIdle);
            }
        }
        return tally.keptInAll() > 0 && !revalidate ? 1 : 0;
    }

    private void noteIdle(String queue) {
        access.command()
                .commandLine()
                .getErr()
                .println("stagedoor: nobody takes from " + queue + " at the moment: what is sent there waits for"
                        + " 'stagedoor run'");
    }
}
