package io.stagedoor.cli;

import io.stagedoor.broker.Fate;
import io.stagedoor.broker.HandOff;
import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Does something with the dead letters that are meant.
 *
 * <pre>
 *   look through the queue ─▶ [ ids of those that are meant, at most 100 ] ─▶ take these alone, in one transaction
 *            ▲                                                                          │
 *            └──────────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * Looks at no more than what each queue held at the start: what becomes a dead letter again meanwhile stands behind it,
 * and is not done twice.
 */
final class DeadLetterRun {

    private static final int TURNED_AT_ONCE = 100;

    private final DeadLetterQueues queues;
    private final Predicate<StoredDeadLetter> meant;
    private final DeadLetterAction action;
    private final DeadLetterTally tally;
    private final Progress progress;
    private final boolean dry;
    private long left;
    private long seen;

    /**
     * @param limit of dead letters to do it with; 0 for none
     * @param dry counts only
     */
    DeadLetterRun(
            DeadLetterQueues queues,
            Predicate<StoredDeadLetter> meant,
            long limit,
            DeadLetterAction action,
            DeadLetterTally tally,
            Progress progress,
            boolean dry) {
        this.queues = queues;
        this.meant = meant;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
        this.action = action;
        this.tally = tally;
        this.progress = progress;
        this.dry = dry;
    }

    /** @param depths what each queue held at the start */
    void run(Map<String, Long> depths) throws IOException {
        try (HandOff handOff = queues.handOff()) {
            for (Map.Entry<String, Long> queue : depths.entrySet()) {
                run(queue.getKey(), queue.getValue(), handOff);
            }
        }
    }

    private void run(String queue, long depth, HandOff handOff) throws IOException {
        DeadLetterChunk[] chunk = {new DeadLetterChunk()};
        queues.browse(queue, depth, (letter, message) -> {
            progress.at(++seen);
            if (left > 0 && meant.test(letter) && mayGo(letter)) {
                left--;
                if (dry) {
                    tally.done(action.where(letter));
                } else {
                    chunk[0].add(letter);
                }
            }
            if (chunk[0].full()) {
                carryOut(queue, depth, chunk[0], handOff);
                chunk[0] = new DeadLetterChunk();
            }
            return left > 0;
        });
        carryOut(queue, depth, chunk[0], handOff);
    }

    private boolean mayGo(StoredDeadLetter letter) throws IOException {
        var obstacle = action.obstacle(letter);
        obstacle.ifPresent(tally::kept);
        return obstacle.isEmpty();
    }

    private void carryOut(String queue, long depth, DeadLetterChunk chunk, HandOff handOff) throws IOException {
        if (chunk.missing() == 0) {
            return;
        }
        Fate.Judge judge = chunk.judge(queue, message -> {
            StoredDeadLetter letter = StoredDeadLetter.of(queue, message);
            return meant.test(letter) ? action.fate(letter, message) : new Fate.Leave();
        });
        count(queue, handOff.take(queue, chunk.selector(), chunk.missing(), judge));
        if (chunk.missing() > 0 && queues.paging(queue)) {
            turn(queue, depth, chunk, judge, handOff);
        }
        tally.gone(chunk.missing());
    }

    /** The broker's selectors do not reach what is far behind in a long queue: the queue is turned until it is in front. */
    private void turn(String queue, long depth, DeadLetterChunk chunk, Fate.Judge judge, HandOff handOff)
            throws IOException {
        List<Fate> fates;
        for (long turned = 0; turned < depth && chunk.missing() > 0; turned += fates.size()) {
            fates = handOff.rotate(queue, TURNED_AT_ONCE, judge);
            count(queue, fates);
            if (fates.isEmpty()) {
                return;
            }
        }
    }

    private void count(String queue, List<Fate> fates) {
        for (Fate fate : fates) {
            if (fate instanceof Fate.Remove) {
                tally.done("of " + queue);
            } else if (fate instanceof Fate.Send send && !send.address().equals(queue)) {
                tally.done("to " + send.address());
            }
        }
    }
}
