package io.stagedoor.delivery.order;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the order of each key: it attempts the events of a key one at a time, in the order of their arrival.
 *
 * <pre>
 *   deliver/x ─▶ E1 attempted     E2, E3 wait in memory
 *                 │ fails
 *                 ▼
 *   deliver/x     E1 delayed      deliver/x/parked/E E2, E3, and later ones of this key as they come
 *                 │ is due, delivered (or dead)
 *                 ▼
 *   deliver/x/parked/E ─▶ E2 attempted, then E3, … then the key is free again
 * </pre>
 *
 * So, after a crash, the queues contain the whole state: a key is blocked by its delayed or parked events, and its
 * other events in the queue come later. An event without a key is in no lane: nothing waits for it, and it waits for
 * nothing. Thread-safe; knows nothing of AMQP.
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

    /** @param park puts the event behind all parked ones; called in the order of arrival */
    public Lanes(Consumer<E> park) {
        this.park = park;
    }

    /**
     * Sets the state that the queues have at the start.
     *
     * @param parked how many events of each key are parked
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
     * @param key null for an event without order
     * @param tried whether it was attempted before: then its key waits for it
     * @return whether to attempt it now
     */
    public boolean arrived(String key, boolean tried, E event) {
        return key == null || isFirst(key, tried, event);
    }

    private synchronized boolean isFirst(String key, boolean tried, E event) {
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
     * @param key null for an event without order
     * @param again whether it is delayed for another attempt; otherwise it is delivered, or a dead letter
     * @return the event to attempt now, or null
     */
    public E finished(String key, boolean again) {
        return key == null ? null : next(key, again);
    }

    private synchronized E next(String key, boolean again) {
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

    /** An event has been parked. */
    public synchronized void parked(String key) {
        lane(key).notYetParked--;
        ready.add(key);
    }

    /**
     * No parked event of the key arrived after {@link #next}.
     *
     * @param empty whether none is parked; otherwise it is only late, and {@link #next} returns the key again
     * @return the event to attempt now, or null
     */
    public synchronized E nothingCame(String key, boolean empty) {
        Lane<E> lane = lane(key);
        lane.parked = empty ? lane.notYetParked : lane.parked + 1;
        return finished(key, false);
    }

    /** A key whose next parked event is to be received and attempted now; null if there is none. */
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

    /** How many events wait in memory for an earlier one. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Starts no more attempts; the events in memory come again with the next connection. */
    public synchronized void stop() {
        stopped = true;
    }

    private Lane<E> lane(String key) {
        return lanes.computeIfAbsent(key, first -> new Lane<>());
    }
}
