package io.stagedoor.delivery.queue;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Who may begin, who waits for it, and how many more may come. Thread-safe; knows nothing of AMQP.
 *
 * <pre>
 *   credit, in messages ─▶ events ─▶ waiting ─▶ in flight ─▶ ended
 *     ▲                    together about {@code allowance}    │
 *     └────────────────────────────────────────────────────────┘
 * </pre>
 *
 * @param <E> an event
 */
final class Window<E> {

    /** How many events a message is thought to have before any came. */
    private static final int EXPECTED = 16;

    private final Queue<E> waiting = new ArrayDeque<>();
    private int expected = EXPECTED;
    private int credit;
    private int arriving;
    private int inFlight;

    /**
     * A message came. Its events keep the room that its credit had until each {@link #enters}, or is {@link #held}: as much
     * more would be asked for meanwhile, and no room be left for what is parked.
     *
     * @return whether it is another size than was expected, so that there may be more to ask for now
     */
    synchronized boolean came(int events) {
        credit--;
        arriving += events;
        boolean another = events != expected;
        expected = events;
        return another;
    }

    /** An event that came waits for one before it, elsewhere. */
    synchronized void held() {
        arriving--;
    }

    /** @return whether it begins now; else it waits */
    synchronized boolean enters(E event, int allowance) {
        arriving--;
        if (waiting.isEmpty() && inFlight < allowance) {
            inFlight++;
            return true;
        }
        waiting.add(event);
        return false;
    }

    /** The first that waits, to begin now; null when none does, or there is no room. */
    synchronized E next(int allowance) {
        if (waiting.isEmpty() || inFlight >= allowance) {
            return null;
        }
        inFlight++;
        return waiting.poll();
    }

    /** One begins whether there is room or not: it takes the place of one that ends, or is to be settled only. */
    synchronized void begins() {
        inFlight++;
    }

    synchronized void ended(int events) {
        inFlight -= events;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Whether one may begin besides all that may come: of each message that may, at least one event. */
    synchronized boolean hasRoom(int allowance) {
        return inFlight + arriving + credit < allowance;
    }

    /**
     * How many more messages to ask for, which are counted as asked for from now on; 0 and more. As long as fewer events
     * are in hand than are allowed, a message is on its way.
     */
    synchronized int ask(int allowance) {
        int events = allowance - inFlight - arriving - waiting.size();
        int messages = events <= 0 ? 0 : (events + expected - 1) / expected;
        int more = Math.max(0, messages - credit);
        credit += more;
        return more;
    }
}
