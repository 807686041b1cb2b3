package io.stagedoor.history;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt that has ended.
 *
 * @param id unique, safe in a URL, and sorts by the start; {@link History#attempt} finds the record by it
 * @param start when the attempt began, in milliseconds
 * @param duration until its outcome, in milliseconds
 * @param destination name of the destination
 * @param outcome in one word: {@code delivered}, {@code retried}, {@code held}, or the reason of a dead letter
 * @param status HTTP status of the answer, null if there was none
 * @param error what went wrong, in words; null if the event is delivered
 * @param attempt which attempt of the event this was, from 1; a fault on our side does not count
 * @param nextAttempt when the next attempt is due, null if there is none
 * @param event that was to be delivered
 * @param exchange what was sent and answered by HTTP, null if the attempt made no HTTP request
 */
public record AttemptRecord(
        String id,
        Instant start,
        Duration duration,
        String destination,
        String outcome,
        Integer status,
        String error,
        int attempt,
        Instant nextAttempt,
        RecordedEvent event,
        RecordedExchange exchange) {}
