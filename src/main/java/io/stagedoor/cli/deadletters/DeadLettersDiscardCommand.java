package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.deadletter.redrive.DeadLetterTally;
import io.stagedoor.deadletter.redrive.DiscardAction;
import io.stagedoor.start.StartFailure;
import io.stagedoor.text.Plural;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code stagedoor dead-letters discard}: removes dead letters for ever. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = "Removes dead letters for ever.",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters discard 3f2a",
            "  stagedoor dead-letters discard --reason unrouted --older-than 7d --dry-run",
            "  stagedoor dead-letters discard --queue deliver/old-service --all --yes",
            "",
            "At a terminal it prints how many and asks for confirmation; elsewhere it needs --yes.",
            "To keep a copy: stagedoor dead-letters show ID --json >copy.jsonl"
        })
public final class DeadLettersDiscardCommand implements Callable<Integer> {

    @Option(names = "--yes", description = "Does not ask for confirmation.")
    private boolean yes;

    @Mixin
    private DeadLetterChoice choice;

    @Mixin
    private DeadLetterAccess access;

    public DeadLettersDiscardCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.choice = new DeadLetterChoice(new DeadLetterFilterOptions(Clock.systemUTC()));
        this.access = new DeadLetterAccess(config, broker, terminal);
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        choice.check(access.command());
        if (!yes && !choice.dryRun() && !access.terminal().inIsTerminal()) {
            throw new ParameterException(
                    access.command().commandLine(),
                    "discarding cannot be undone: confirm it with --yes, or look first with --dry-run");
        }
        try (DeadLetterQueues queues = access.queues()) {
            DeadLetterJob job = DeadLetterJob.of(choice, queues, access);
            if (choice.dryRun()) {
                job.run(new DiscardAction(), true, "discarded");
                return 0;
            }
            if (!yes && !confirmed(job)) {
                access.out().println("nothing discarded");
                return 1;
            }
            job.run(new DiscardAction(), false, "discarded");
            return 0;
        }
    }

    private boolean confirmed(DeadLetterJob job) throws IOException {
        DeadLetterTally tally = job.run(new DiscardAction(), true, "discarded");
        if (tally.doneInAll() == 0) {
            return false;
        }
        PrintWriter out = access.out();
        out.print("Discard " + Plural.of(tally.doneInAll(), "dead letter", "dead letters") + " for ever? Type yes: ");
        out.flush();
        String answer =
                new BufferedReader(new InputStreamReader(access.terminal().in(), StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().equals("yes");
    }
}
