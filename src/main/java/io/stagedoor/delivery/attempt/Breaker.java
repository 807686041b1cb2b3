package io.stagedoor.delivery.attempt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Stops hammering a destination that fails again and again. Thread-safe.
 *
 * <pre>
 *              so many failures in a row             pause over
 *   CLOSED ───────────────────────────────▶ OPEN ────────────────▶ HALF_OPEN, one attempt at a time
 *     ▲                                       ▲                        │   │
 *     └──────────── a success ────────────────┼────────────────────────┘   │
 *                                             └───────── a failure ────────┘
 * </pre>
 *
 * While it is open nothing is attempted: events wait in their queue and lose no attempts. In memory, each replica its
 * own: after a restart a few attempts find out anew.
 */
public final class Breaker {

    /** What a result did to the breaker. */
    public enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    public enum State {
        CLOSED,
        OPEN,
        /** One attempt at a time finds out. */
        HALF_OPEN;

        /** As in metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int limit;
    private final Duration pause;
    private final Clock clock;
    private State state = State.CLOSED;
    private int inARow;
    private Instant probe;

    /**
     * @param limit failures in a row that open it; 0: none ever does
     * @param pause until a probe is let through
     */
    public Breaker(int limit, Duration pause, Clock clock) {
        this.limit = limit;
        this.pause = pause;
        this.clock = clock;
    }

    /** How many attempts may be in flight, of at most {@code window}; 0 while it is open. */
    public synchronized int allowance(int window) {
        if (state == State.OPEN && !clock.instant().isBefore(probe)) {
            state = State.HALF_OPEN;
        }
        return switch (state) {
            case CLOSED -> window;
            case HALF_OPEN -> 1;
            case OPEN -> 0;
        };
    }

    public synchronized State state() {
        return state;
    }

    /** What an attempt came to; null for a success. A rejected event was answered: its destination is alive. */
    public synchronized Change record(Failure failure) {
        if (failure == null || failure.kind() == Failure.Kind.PERMANENT) {
            inARow = 0;
            return change(State.CLOSED, Change.CLOSED);
        }
        if (failure.kind() != Failure.Kind.RETRYABLE || limit == 0 || state == State.OPEN) {
            return Change.NONE;
        }
        inARow++;
        if (state == State.CLOSED && inARow < limit) {
            return Change.NONE;
        }
        probe = clock.instant().plus(pause);
        return change(State.OPEN, Change.OPENED);
    }

    private Change change(State next, Change change) {
        boolean same = state == next;
        state = next;
        return same ? Change.NONE : change;
    }
}
