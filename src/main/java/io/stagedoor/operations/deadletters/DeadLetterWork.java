package io.stagedoor.operations.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterAction;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.deadletter.redrive.DeadLetterRun;
import io.stagedoor.deadletter.redrive.DeadLetterTally;
import io.stagedoor.deadletter.redrive.DiscardAction;
import io.stagedoor.deadletter.redrive.RedriveAction;
import io.stagedoor.deadletter.redrive.Revalidation;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.deadletters.DeadLetterOrder.Action;
import io.stagedoor.operations.jobs.Job;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Carries out an order, as the command line does. */
final class DeadLetterWork {

    private final Installation.Parts parts;
    private final DeadLetterOrder order;
    private final DeadLetterFilter filter;
    private final Clock clock;
    private final DeadLetterTally tally = new DeadLetterTally();
    private final AtomicLong looked = new AtomicLong();
    private final AtomicLong total = new AtomicLong();

    DeadLetterWork(Installation.Parts parts, DeadLetterOrder order, DeadLetterFilter filter, Clock clock) {
        this.parts = parts;
        this.order = order;
        this.filter = filter;
        this.clock = clock;
    }

    void run(Job job) throws IOException {
        job.progress(this::progress);
        try (DeadLetterQueues queues = new DeadLetterQueues(parts.broker())) {
            Map<String, Long> depths = filter.of(queues.depths());
            depths.values().removeIf(depth -> depth == 0);
            total.set(depths.values().stream().mapToLong(Long::longValue).sum());
            for (String queue : depths.keySet()) {
                queues.awaitReturned(queue);
            }
            new DeadLetterRun(
                            queues,
                            selected(),
                            filter.limit(),
                            action(queues),
                            tally,
                            looked::set,
                            order.dryRun(),
                            clock.instant(),
                            job::cancelled)
                    .run(depths);
        }
    }

    private Predicate<StoredDeadLetter> selected() {
        return order.ids().isEmpty() ? filter : filter.and(letter -> order.ids().contains(letter.id()));
    }

    private DeadLetterAction action(DeadLetterQueues queues) {
        if (order.action() == Action.DISCARD) {
            return new DiscardAction();
        }
        Optional<Revalidation> check = order.action() == Action.REVALIDATE
                ? Optional.of(new Revalidation(parts.contract(), parts.largestEvent()))
                : Optional.empty();
        return new RedriveAction(queues, check, queues.consumption(), order.force());
    }

    private Job.Progress progress() {
        DeadLetterTally.Counts counts = tally.counts();
        Map<String, Long> others = new TreeMap<>();
        if (counts.fresh() > 0) {
            others.put("left in place: new since this job started", counts.fresh());
        }
        if (counts.gone() > 0) {
            others.put("not taken: in use by another program", counts.gone());
        }
        return new Job.Progress(total.get(), looked.get(), counts.done(), counts.kept(), others);
    }
}
