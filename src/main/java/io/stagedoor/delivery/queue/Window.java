package io.stagedoor.delivery.queue;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Decides which events start, which wait, and how many more to ask for. Thread-safe; knows nothing of AMQP.
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

    /** The assumed number of events in a message before any has arrived. */
    private static final int EXPECTED = 16;

    private final Queue<E> waiting = new ArrayDeque<>();
    private int expected = EXPECTED;
    private int credit;
    private int arriving;
    private int inFlight;

    /**
     * A message has arrived. Its events keep the room of its credit until {@link #tryStart} or {@link #waitsElsewhere}
     * for each. Otherwise the window would ask for as many more meanwhile, and leave no room for parked events.
     *
     * @return whether it has an unexpected number of events, so that there may be more to ask for
     */
    synchronized boolean arrived(int events) {
        credit--;
        arriving += events;
        boolean another = events != expected;
        expected = events;
        return another;
    }

    /** An event that has arrived waits elsewhere for an earlier one. */
    synchronized void waitsElsewhere() {
        arriving--;
    }

    /** @return whether the event starts now; otherwise it waits */
    synchronized boolean tryStart(E event, int allowance) {
        arriving--;
        if (waiting.isEmpty() && inFlight < allowance) {
            inFlight++;
            return true;
        }
        waiting.add(event);
        return false;
    }

    /** The first waiting event, to start now; null if none waits or there is no room. */
    synchronized E startWaiting(int allowance) {
        if (waiting.isEmpty() || inFlight >= allowance) {
            return null;
        }
        inFlight++;
        return waiting.poll();
    }

    /** An event starts, whether there is room or not: it replaces one that ends, or only has to be settled. */
    synchronized void startAnyway() {
        inFlight++;
    }

    synchronized void ended(int events) {
        inFlight -= events;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Whether one more may start besides all that may arrive, counting one event for each message of the credit. */
    synchronized boolean hasRoom(int allowance) {
        return inFlight + arriving + credit < allowance;
    }

    /**
     * How many more messages to ask for, at least 0; they count as asked for. As long as fewer events are in memory
     * than allowed, at least one message is asked for.
     */
    synchronized int ask(int allowance) {
        int events = allowance - inFlight - arriving - waiting.size();
        int messages = events <= 0 ? 0 : (events + expected - 1) / expected;
        int more = Math.max(0, messages - credit);
        credit += more;
        return more;
    }
}
