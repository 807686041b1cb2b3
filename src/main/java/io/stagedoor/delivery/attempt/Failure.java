package io.stagedoor.delivery.attempt;

import io.stagedoor.text.Snippet;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A failed attempt, and what happens next.
 *
 * @param kind what it means for the event and for the destination
 * @param status HTTP status of the answer, null where there was none
 * @param error what went wrong, in words; on one line of at most 1,024 characters
 * @param notBefore how long the destination asked to be left alone (Retry-After), null where it did not
 */
public record Failure(Kind kind, Integer status, String error, Duration notBefore) {

    /** What a failure means for the event, and for the destination's breaker. */
    public enum Kind {
        /** The destination's fault; worth another attempt. Counts towards its breaker. */
        RETRYABLE,
        /**
         * A fault on our side of the wire (files, memory, ports, DNS, proxy, egress rule): no word on the destination, and
         * no attempt that counts, for the event neither.
         */
        OURS,
        /** The destination will never take this event: a dead letter at once. */
        PERMANENT,
        /** A step of our own route cannot work on this event, and never will: a dead letter at once, and no word on the destination. */
        UNDELIVERABLE,
        /** The destination will take no event any more: it is paused, and the event stays in its queue. */
        GONE
    }

    private static final int ERROR_LIMIT = 1024;

    public Failure {
        // A receiver writes part of it, and it goes into a log line and an AMQP property.
        error = Snippet.of(error, ERROR_LIMIT);
    }

    public static Failure permanent(String error) {
        return new Failure(Kind.PERMANENT, null, error, null);
    }

    public static Failure retryable(String error) {
        return new Failure(Kind.RETRYABLE, null, error, null);
    }

    /** Tried again, and counted nowhere. */
    public static Failure ours(String error) {
        return new Failure(Kind.OURS, null, error, null);
    }

    /** Not the destination's fault, and not worth another attempt: the same event fails again. */
    public static Failure undeliverable(String error) {
        return new Failure(Kind.UNDELIVERABLE, null, error, null);
    }

    /** The same, with other words for what went wrong. */
    public Failure with(UnaryOperator<String> words) {
        return new Failure(kind, status, words.apply(error), notBefore);
    }

    public boolean permanent() {
        return kind == Kind.PERMANENT || kind == Kind.UNDELIVERABLE;
    }
}
