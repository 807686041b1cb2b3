package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Stopping;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterAction;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterIds;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.deadletter.redrive.DeadLetterRun;
import io.stagedoor.deadletter.redrive.DeadLetterTally;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** The dead letters that a command means, found out once, and what it does with them. */
final class DeadLetterJob {

    private final DeadLetterQueues queues;
    private final Map<String, Long> depths;
    private final Predicate<StoredDeadLetter> meant;
    private final long limit;
    private final CommandSpec spec;
    private final Terminal terminal;

    private DeadLetterJob(
            DeadLetterQueues queues,
            Map<String, Long> depths,
            Predicate<StoredDeadLetter> meant,
            long limit,
            CommandSpec spec,
            Terminal terminal) {
        this.queues = queues;
        this.depths = depths;
        this.meant = meant;
        this.limit = limit;
        this.spec = spec;
        this.terminal = terminal;
    }

    /** @throws IOException also for an id that no dead letter has */
    static DeadLetterJob of(
            DeadLetterChoice choice,
            DeadLetterQueues queues,
            ContractOptions contract,
            CommandSpec spec,
            Terminal terminal)
            throws IOException, ContractException, StartFailure {
        Map<String, Long> all = queues.depths();
        DeadLetterFilter filter = choice.filter().filter(all.keySet(), contract, spec, 0);
        Map<String, Long> depths = filter.of(all);
        for (Map.Entry<String, Long> queue : depths.entrySet()) {
            if (queue.getValue() > 0) {
                queues.awaitReturned(queue.getKey());
            }
        }
        Predicate<StoredDeadLetter> meant = filter;
        if (!choice.ids().isEmpty()) {
            DeadLetterIds ids = new DeadLetterIds(choice.ids());
            look(queues, depths, filter, ids, progress(depths, spec, terminal));
            Set<String> whole = ids.whole();
            meant = filter.and(letter -> whole.contains(letter.id()));
        }
        return new DeadLetterJob(queues, depths, meant, filter.limit(), spec, terminal);
    }

    /** Shows the ids those that the filter means. */
    static void look(
            DeadLetterQueues queues,
            Map<String, Long> depths,
            DeadLetterFilter filter,
            DeadLetterIds ids,
            Progress progress)
            throws IOException {
        long[] seen = new long[1];
        for (Map.Entry<String, Long> queue : depths.entrySet()) {
            queues.browse(queue.getKey(), queue.getValue(), (letter, message) -> {
                progress.at(++seen[0]);
                if (filter.test(letter)) {
                    ids.look(letter);
                }
                return true;
            });
        }
        progress.end();
    }

    static Progress progress(Map<String, Long> depths, CommandSpec spec, Terminal terminal) {
        long total = depths.values().stream().mapToLong(Long::longValue).sum();
        return new Progress(spec.commandLine().getErr(), terminal.errIsTerminal(), total, System::nanoTime);
    }

    /**
     * Does it, and says what was done, also when it ends with an exception or is told to stop.
     *
     * @param dry counts only
     * @param verb what is done: {@code redriven}, {@code would be redriven}
     */
    DeadLetterTally run(DeadLetterAction action, boolean dry, String verb) throws IOException {
        DeadLetterTally tally = new DeadLetterTally();
        PrintWriter out = spec.commandLine().getOut();
        try (Stopping stopping = new Stopping(() -> tally.print(out, verb))) {
            Progress progress = progress(depths, spec, terminal);
            try {
                new DeadLetterRun(
                                queues, meant, limit, action, tally, progress::at, dry, Instant.now(), stopping::asked)
                        .run(depths);
            } finally {
                progress.end();
                tally.print(out, verb);
            }
        }
        return tally;
    }
}
