package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.queue.Incoming.Unreadable;
import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Runs an action on the selected dead letters.
 *
 * <pre>
 *   browse the queue ──────▶ [ ids of the selected ones, at most 100 ] ────▶ take only these, in one transaction
 *            ▲                                                                          │
 *            └──────────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * An event that becomes a dead letter again meanwhile is not processed twice.
 */
public final class DeadLetterRun {

    private static final int ROTATED_AT_ONCE = 100;
    /** The broker may still be reading the messages from its disk into memory. */
    private static final int LOOKS = 40;

    private static final int LOOKS_BEFORE_ROTATING = 3;
    private static final long LOOK_AGAIN_MS = 50;

    private final DeadLetterQueues queues;
    private final Predicate<StoredDeadLetter> selected;
    private final DeadLetterAction action;
    private final DeadLetterTally tally;
    private final LongConsumer progress;
    private final boolean dry;
    private final Instant start;
    private final BooleanSupplier stopping;
    private long left;
    private long seen;

    /**
     * @param limit the most dead letters to process; 0 for no limit
     * @param dry whether to count only
     * @param progress receives the number of dead letters browsed so far
     * @param start the current time; events that became dead letters later stay
     * @param stopping whether to end at the next step
     */
    public DeadLetterRun(
            DeadLetterQueues queues,
            Predicate<StoredDeadLetter> selected,
            long limit,
            DeadLetterAction action,
            DeadLetterTally tally,
            LongConsumer progress,
            boolean dry,
            Instant start,
            BooleanSupplier stopping) {
        this.queues = queues;
        this.selected = selected;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
        this.action = action;
        this.tally = tally;
        this.progress = progress;
        this.dry = dry;
        this.start = start;
        this.stopping = stopping;
    }

    /** @param depths what each queue held at the start */
    public void run(Map<String, Long> depths) throws IOException {
        try (HandOff handOff = queues.handOff()) {
            for (Map.Entry<String, Long> queue : depths.entrySet()) {
                if (stopping.getAsBoolean()) {
                    break;
                }
                run(queue.getKey(), queue.getValue(), handOff);
            }
        }
    }

    private void run(String queue, long depth, HandOff handOff) throws IOException {
        DeadLetterChunk[] chunk = {new DeadLetterChunk()};
        queues.browse(queue, depth, (letter, message) -> {
            progress.accept(++seen);
            if (left > 0 && selected.test(letter) && mayGo(letter, message)) {
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
            return left > 0 && !stopping.getAsBoolean();
        });
        if (!stopping.getAsBoolean()) {
            carryOut(queue, depth, chunk[0], handOff);
        }
    }

    private boolean mayGo(StoredDeadLetter letter, Message<?> message) throws IOException, ClientException {
        if (fresh(letter)) {
            tally.fresh();
            return false;
        }
        var obstacle = action.obstacle(letter, message);
        obstacle.ifPresent(tally::kept);
        return obstacle.isEmpty();
    }

    private void carryOut(String queue, long depth, DeadLetterChunk chunk, HandOff handOff) throws IOException {
        if (chunk.missing() == 0) {
            return;
        }
        Fate.Judge judge = chunk.judge(queue, new Fate.Judge() {

            @Override
            public Fate of(Message<?> message) throws ClientException {
                StoredDeadLetter letter = StoredDeadLetter.of(queue, message);
                return selected.test(letter) && !fresh(letter) ? action.fate(letter, message) : new Fate.Leave();
            }

            @Override
            public Fate ofUnreadable(Unreadable message) {
                StoredDeadLetter letter = DeadLetterQueues.letter(queue, message);
                return selected.test(letter) ? action.fateOfUnreadable() : new Fate.Leave();
            }
        });
        take(queue, chunk, judge, handOff);
        if (chunk.missing() > 0 && queues.paging(queue)) {
            rotateToSelected(queue, depth, chunk, judge, handOff);
        }
        tally.gone(chunk.missing());
    }

    private void take(String queue, DeadLetterChunk chunk, Fate.Judge judge, HandOff handOff) throws IOException {
        count(queue, takeOnce(queue, chunk, judge, handOff));
        for (int looks = 1;
                chunk.missing() > 0 && looks < (queues.paging(queue) ? LOOKS_BEFORE_ROTATING : LOOKS);
                looks++) {
            Pause.millis(LOOK_AGAIN_MS);
            count(queue, takeOnce(queue, chunk, judge, handOff));
        }
    }

    private static List<Fate> takeOnce(String queue, DeadLetterChunk chunk, Fate.Judge judge, HandOff handOff)
            throws IOException {
        Optional<String> selector = chunk.selector();
        return selector.isPresent()
                ? handOff.take(queue, selector.get(), chunk.missing(), judge)
                : handOff.take(queue, chunk.missing(), judge);
    }

    // Only our own time counts: a producer's clock must not exclude an event.
    private boolean fresh(StoredDeadLetter letter) {
        return letter.failedAt().filter(start::isBefore).isPresent();
    }

    /**
     * The broker's selectors do not reach the end of a long queue, so this moves messages from the front to the end
     * until the selected ones are reached.
     */
    private void rotateToSelected(String queue, long depth, DeadLetterChunk chunk, Fate.Judge judge, HandOff handOff)
            throws IOException {
        List<Fate> fates;
        for (long rotated = 0;
                rotated < DeadLetterQueues.atMost(depth) && chunk.missing() > 0 && !stopping.getAsBoolean();
                rotated += fates.size()) {
            fates = handOff.rotate(queue, ROTATED_AT_ONCE, judge);
            count(queue, fates);
            progress.accept(seen);
            if (fates.isEmpty()) {
                return;
            }
        }
    }

    private void count(String queue, List<Fate> fates) {
        for (Fate fate : fates) {
            if (fate instanceof Fate.Remove) {
                tally.done("from " + queue);
            } else if (fate instanceof Fate.Send send && !send.address().equals(queue)) {
                tally.done("to " + send.address());
            }
        }
    }
}
