package io.stagedoor.delivery.attempt;

import io.stagedoor.wire.EventProperties;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attempts so far for one event at one destination. They travel in the application properties of the message, not
 * in memory, so that they survive restarts of the program and the broker.
 *
 * @param made finished attempts that count, 0 for an event that was never attempted
 * @param faults attempts in a row since then that do not count: they failed by a fault on our side
 * @param firstFailure null before the first failure
 * @param lastFailure null before the first failure
 * @param lastStatus HTTP status of the last answer, null if there was none
 * @param lastError of the last failed attempt, null before the first failure
 */
public record Attempts(
        int made, int faults, Instant firstFailure, Instant lastFailure, Integer lastStatus, String lastError) {

    public static final Attempts NONE = new Attempts(0, null, null, null, null);

    /** Without faults on our side. */
    public Attempts(int made, Instant firstFailure, Instant lastFailure, Integer lastStatus, String lastError) {
        this(made, 0, firstFailure, lastFailure, lastStatus, lastError);
    }

    /** Reads them from application properties. Missing or malformed ones count as never attempted. */
    public static Attempts from(Map<String, ?> properties) {
        int made = count(properties.get(EventProperties.ATTEMPTS));
        int faults = count(properties.get(EventProperties.FAULTS));
        if (made == 0 && faults == 0) {
            return NONE;
        }
        return new Attempts(
                made,
                faults,
                instant(properties.get(EventProperties.FIRST_FAILURE)),
                instant(properties.get(EventProperties.LAST_FAILURE)),
                properties.get(EventProperties.LAST_STATUS) instanceof Number status ? status.intValue() : null,
                properties.get(EventProperties.LAST_ERROR) instanceof String error ? error : null);
    }

    /** Adds an attempt that failed at {@code now}. */
    public Attempts failed(Failure failure, Instant now) {
        return new Attempts(
                next(made), firstFailure == null ? now : firstFailure, now, failure.status(), failure.error());
    }

    /** Adds an attempt that does not count: it failed at {@code now} by a fault on our side. */
    Attempts hindered(Failure failure, Instant now) {
        return new Attempts(made, next(faults), firstFailure, now, lastStatus, failure.error());
    }

    /** Adds 1 without overflow: the count comes from a message, and a negative one would never end the schedule. */
    private static int next(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    private static int count(Object value) {
        return value instanceof Number number ? Math.max(0, number.intValue()) : 0;
    }

    public Map<String, Object> properties(Instant due) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(EventProperties.ATTEMPTS, made);
        put(properties, EventProperties.FAULTS, faults == 0 ? null : faults);
        put(properties, EventProperties.FIRST_FAILURE, firstFailure);
        put(properties, EventProperties.LAST_FAILURE, lastFailure);
        put(properties, EventProperties.LAST_STATUS, lastStatus);
        put(properties, EventProperties.LAST_ERROR, lastError);
        properties.put(EventProperties.DUE, due.toString());
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, Object value) {
        if (value != null) {
            properties.put(name, value instanceof Instant time ? time.toString() : value);
        }
    }

    public static Instant instant(Object value) {
        try {
            return value instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
