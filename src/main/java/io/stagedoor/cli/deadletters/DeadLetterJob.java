package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Stopping;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterAction;
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

/** Finds the dead letters that a command selects, and runs the action on them. */
final class DeadLetterJob {

    private final DeadLetterAccess access;
    private final DeadLetterQueues queues;
    private final DeadLetterAccess.Meant scope;
    private final Predicate<StoredDeadLetter> meant;

    private DeadLetterJob(
            DeadLetterAccess access,
            DeadLetterQueues queues,
            DeadLetterAccess.Meant scope,
            Predicate<StoredDeadLetter> meant) {
        this.access = access;
        this.queues = queues;
        this.scope = scope;
        this.meant = meant;
    }

    /** @throws IOException also when no dead letter has one of the ids */
    static DeadLetterJob of(DeadLetterChoice choice, DeadLetterQueues queues, DeadLetterAccess access)
            throws IOException, ContractException, StartFailure {
        DeadLetterAccess.Meant scope = access.meant(choice.filter(), queues, 0);
        for (Map.Entry<String, Long> queue : scope.depths().entrySet()) {
            if (queue.getValue() > 0) {
                queues.awaitReturned(queue.getKey());
            }
        }
        Predicate<StoredDeadLetter> meant = scope.filter();
        if (!choice.ids().isEmpty()) {
            DeadLetterIds ids = new DeadLetterIds(choice.ids());
            access.look(queues, scope, ids);
            Set<String> whole = ids.whole();
            meant = meant.and(letter -> whole.contains(letter.id()));
        }
        return new DeadLetterJob(access, queues, scope, meant);
    }

    /**
     * Runs the action and prints what was done, also after an exception or Ctrl-C.
     *
     * @param dry whether to count only
     * @param done the word for the action: {@code redriven}
     */
    DeadLetterTally run(DeadLetterAction action, boolean dry, String done) throws IOException {
        DeadLetterTally tally = new DeadLetterTally();
        PrintWriter out = access.out();
        String verb = dry ? "would be " + done : done;
        try (Stopping stopping = new Stopping(() -> tally.print(out, verb))) {
            Progress progress = access.progress(scope);
            try {
                new DeadLetterRun(
                                queues,
                                meant,
                                scope.filter().limit(),
                                action,
                                tally,
                                progress::at,
                                dry,
                                Instant.now(),
                                stopping::asked)
                        .run(scope.depths());
            } finally {
                progress.end();
                tally.print(out, verb);
            }
        }
        return tally;
    }
}
