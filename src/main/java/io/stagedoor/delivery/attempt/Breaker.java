package io.stagedoor.delivery.attempt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops the attempts at a destination that fails again and again, for a while. Thread-safe.
 *
 * <pre>
 *              so many failures in a row             pause over
 *   CLOSED ───────────────────────────────▶ OPEN ────────────────▶ HALF_OPEN, one attempt at a time
 *     ▲                                       ▲                        │   │
 *     └──────────── a success ────────────────┼────────────────────────┘   │
 *                                             └───────── a failure ────────┘
 * </pre>
 *
 * While it is open, there are no attempts: events wait in their queue and use up none of their schedule. Each replica
 * has its own, in memory: after a restart, a few attempts open it again.
 */
public final class Breaker {

    /** How a result changed the breaker. */
    public enum Change {
        NONE,
        OPENED,
        /** The probe failed. */
        STAYED_OPEN,
        CLOSED
    }

    public enum State {
        CLOSED,
        OPEN,
        /** One attempt at a time tests the destination. */
        HALF_OPEN;

        /** The word for metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int limit;
    private final Duration pause;
    private final Clock clock;
    private State state = State.CLOSED;
    private int inARow;
    private Instant opened;
    private Instant probe;

    /**
     * @param limit failures in a row that open it; 0: it never opens
     * @param pause from opening to the probe
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

    /**
     * Open, or half open.
     *
     * @param until when one attempt tests the destination
     */
    public record Open(Instant since, Instant until) {}

    /** Since when, and until when, it stops attempts; empty while it is closed. */
    public synchronized Optional<Open> open() {
        return state == State.CLOSED ? Optional.empty() : Optional.of(new Open(opened, probe));
    }

    public synchronized State state() {
        return state;
    }

    /**
     * Records the result of an attempt; null for a success. A rejected event is an answer too: the destination is
     * alive.
     */
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
        if (state == State.CLOSED) {
            opened = clock.instant();
        }
        probe = clock.instant().plus(pause);
        return change(State.OPEN, state == State.CLOSED ? Change.OPENED : Change.STAYED_OPEN);
    }

    private Change change(State next, Change change) {
        boolean same = state == next;
        state = next;
        return same ? Change.NONE : change;
    }
}
