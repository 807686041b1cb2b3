package io.stagedoor.delivery.order;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Order for each key: of the events with one key one is attempted at a time, and none before those that came before it.
 *
 * <pre>
 *   deliver/x ─▶ E1 attempted     E2, E3 wait in hand
 *                 │ fails
 *                 ▼
 *   deliver/x     E1 delayed      deliver/x/parked/E E2, E3, and later ones of this key as they come
 *                 │ is due, delivered (or dead)
 *                 ▼
 *   deliver/x/parked/E ─▶ E2 attempted, then E3, … then the key is free again
 * </pre>
 *
 * So that after a crash the queues say all of it: a key is held up by its event that is delayed, or by what is parked,
 * and whatever else of it stands in the queue comes later. Thread-safe; knows nothing of AMQP.
 *
 * @param <E> an event
 */
public final class Lanes<E> {

    private static final class Lane<E> {
        private final Deque<E> waiting = new ArrayDeque<>();
        private boolean busy;
        private boolean firstIsDelayed;
        private long parked;
        private long notYetParked;
    }

    private final Map<String, Lane<E>> lanes = new HashMap<>();
    private final Queue<String> ready = new ArrayDeque<>();
    private final Consumer<E> park;
    private int waiting;
    private boolean stopped;

    /** @param park puts the event behind all that are parked; called in the order in which they came */
    public Lanes(Consumer<E> park) {
        this.park = park;
    }

    /**
     * What the queues say at the start.
     *
     * @param parked how many of each key
     * @param delayed keys whose first event waits for its next attempt
     */
    public synchronized void restore(Map<String, Long> parked, Set<String> delayed) {
        delayed.forEach(key -> lane(key).firstIsDelayed = true);
        parked.forEach((key, count) -> {
            Lane<E> lane = lane(key);
            lane.parked = count;
            if (!lane.firstIsDelayed) {
                ready.add(key);
            }
        });
    }

    /**
     * @param tried it was attempted before: it is the one that its key waits for
     * @return whether it is to be attempted now
     */
    public synchronized boolean arrived(String key, boolean tried, E event) {
        Lane<E> lane = lane(key);
        if (tried) {
            lane.firstIsDelayed = false;
        } else if (lane.firstIsDelayed || lane.parked > 0) {
            park(lane, event);
            return false;
        }
        if (lane.busy || stopped) {
            lane.waiting.add(event);
            waiting++;
            return false;
        }
        lane.busy = true;
        return true;
    }

    /**
     * @param again it is delayed, for another attempt; else it is delivered, or dead
     * @return what is to be attempted now, or null
     */
    public synchronized E finished(String key, boolean again) {
        Lane<E> lane = lane(key);
        lane.busy = false;
        lane.firstIsDelayed |= again;
        if (lane.firstIsDelayed) {
            waiting -= lane.waiting.size();
            lane.waiting.forEach(event -> park(lane, event));
            lane.waiting.clear();
        } else if (!lane.waiting.isEmpty() && !stopped) {
            lane.busy = true;
            waiting--;
            return lane.waiting.poll();
        } else if (lane.parked > 0) {
            ready.add(key);
        } else if (lane.waiting.isEmpty()) {
            lanes.remove(key);
        }
        return null;
    }

    private void park(Lane<E> lane, E event) {
        lane.parked++;
        lane.notYetParked++;
        park.accept(event);
    }

    /** An event that was to be parked now is. */
    public synchronized void parked(String key) {
        lane(key).notYetParked--;
        ready.add(key);
    }

    /**
     * After {@link #next}: no parked event of the key was to be had.
     *
     * @param empty whether none is parked; else it is only late, and the key's turn comes again
     * @return what is to be attempted now, or null
     */
    public synchronized E nothingCame(String key, boolean empty) {
        Lane<E> lane = lane(key);
        lane.parked = empty ? lane.notYetParked : lane.parked + 1;
        return finished(key, false);
    }

    /** A key whose next parked event is to be taken and attempted now; null when there is none. */
    public synchronized String next() {
        for (String key = ready.poll(); key != null && !stopped; key = ready.poll()) {
            Lane<E> lane = lane(key);
            if (!lane.busy && !lane.firstIsDelayed && lane.parked > lane.notYetParked) {
                lane.busy = true;
                lane.parked--;
                return key;
            }
        }
        return null;
    }

    /** How many events are in hand and wait for the one before them. */
    public synchronized int waiting() {
        return waiting;
    }

    /** No attempt begins from now on; what is in hand comes again with the next connection. */
    public synchronized void stop() {
        stopped = true;
    }

    private Lane<E> lane(String key) {
        return lanes.computeIfAbsent(key, first -> new Lane<>());
    }
}
