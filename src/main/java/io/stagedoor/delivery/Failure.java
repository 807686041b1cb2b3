package io.stagedoor.delivery;

import io.stagedoor.event.Snippet;
import java.time.Duration;

/**
 * A failed attempt, and what happens next.
 *
 * @param permanent true: the destination will never take this event; false: worth another attempt
 * @param status HTTP status of the answer, null where there was none
 * @param error what went wrong, in words; on one line of at most 1,024 characters
 * @param notBefore how long the destination asked to be left alone (Retry-After), null where it did not
 */
public record Failure(boolean permanent, Integer status, String error, Duration notBefore) {

    private static final int ERROR_LIMIT = 1024;

    public Failure {
        // A receiver writes part of it, and it goes into a log line and an AMQP property.
        error = Snippet.of(error, ERROR_LIMIT);
    }

    public static Failure permanent(String error) {
        return new Failure(true, null, error, null);
    }

    public static Failure retryable(String error) {
        return new Failure(false, null, error, null);
    }
}
