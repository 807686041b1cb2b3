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

/** {@code stagedoor dead-letters redrive}: sends dead letters back to the queues that they came from. */
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
            "From dead-letter/deliver/NAME an event goes to the destination: its attempts start",
            "again, and its webhook-id stays. From dead-letter/CHANNEL it goes to the channel, and",
            "is validated and routed again. The body and the producer's properties do not change.",
            "The command takes and sends each event in one broker transaction. If it is killed,",
            "no event is lost or doubled; run it again for the rest.",
            "In a very long queue, messages you did not select may move to the end of the queue.",
            "A queue outlives its destination: if a program runs but nothing consumes the queue,",
            "its dead letters stay unless you use --force.",
            "Exit status: 0 done, 1 failed or some cannot be sent back, 2 wrong usage."
        })
public final class DeadLettersRedriveCommand implements Callable<Integer> {

    @Option(
            names = "--revalidate",
            description = "Sends only events that are valid by the current contract, and leaves the rest in place.")
    private boolean revalidate;

    @Option(
            names = "--force",
            description =
                    "Also sends to a queue that does not exist, or that nothing consumes although a program" + " runs.")
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
                .println("stagedoor: nothing consumes " + queue + " at the moment: the events wait there for"
                        + " 'stagedoor run'");
    }
}
