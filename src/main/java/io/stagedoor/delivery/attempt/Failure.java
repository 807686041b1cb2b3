package io.stagedoor.delivery.attempt;

import io.stagedoor.text.Snippet;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A failed attempt, and what happens next.
 *
 * @param kind what it means for the event and for the destination
 * @param status HTTP status of the answer, null if there was none
 * @param error what went wrong, in words; on one line of at most 1,024 characters
 * @param notBefore how long the destination asked us to wait (Retry-After), null if it did not
 */
public record Failure(Kind kind, Integer status, String error, Duration notBefore) {

    /** What a failure means for the event, and for the destination's breaker. */
    public enum Kind {
        /** The destination's fault; worth another attempt. Counts towards its breaker. */
        RETRYABLE,
        /**
         * A fault on our side (files, memory, ports, DNS, proxy, egress rule). It says nothing about the destination,
         * and does not count as an attempt of the event.
         */
        OURS,
        /** The destination will never take this event: a dead letter at once. */
        PERMANENT,
        /**
         * A step of the route can never process this event: a dead letter at once. It says nothing about the
         * destination.
         */
        UNDELIVERABLE,
        /** The destination wants no more events: it is paused, and the event stays in its queue. */
        GONE
    }

    private static final int ERROR_LIMIT = 1024;

    public Failure {
        // Part of it comes from the receiver, and it goes into a log line and an AMQP property.
        error = Snippet.of(error, ERROR_LIMIT);
    }

    public static Failure permanent(String error) {
        return new Failure(Kind.PERMANENT, null, error, null);
    }

    public static Failure retryable(String error) {
        return new Failure(Kind.RETRYABLE, null, error, null);
    }

    /** A fault on our side: the event is tried again, and nothing is counted. */
    public static Failure ours(String error) {
        return new Failure(Kind.OURS, null, error, null);
    }

    /** Not the destination's fault; another attempt is useless, because the same event fails again. */
    public static Failure undeliverable(String error) {
        return new Failure(Kind.UNDELIVERABLE, null, error, null);
    }

    /** The same failure with another error text. */
    public Failure with(UnaryOperator<String> words) {
        return new Failure(kind, status, words.apply(error), notBefore);
    }

    public boolean permanent() {
        return kind == Kind.PERMANENT || kind == Kind.UNDELIVERABLE;
    }
}
