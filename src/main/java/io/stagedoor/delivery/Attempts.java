package io.stagedoor.delivery;

import static io.stagedoor.event.EventProperties.PREFIX;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was tried so far for one event at one destination. Travels in the application properties of the message, never
 * in memory: it outlives this program and the broker.
 *
 * @param made finished attempts, 0 for an event that was never tried
 * @param firstFailure null while there is none
 * @param lastFailure null while there is none
 * @param lastStatus HTTP status of the last answer, null where there was none
 * @param lastError of the last attempt, null while there is none
 */
public record Attempts(int made, Instant firstFailure, Instant lastFailure, Integer lastStatus, String lastError) {

    static final Attempts NONE = new Attempts(0, null, null, null, null);

    private static final String MADE = PREFIX + "attempts";
    private static final String FIRST_FAILURE = PREFIX + "first_failure";
    private static final String LAST_FAILURE = PREFIX + "last_failure";
    private static final String LAST_STATUS = PREFIX + "last_status";
    private static final String LAST_ERROR = PREFIX + "last_error";
    /** By this program's clock: an event that comes before it is not attempted. */
    static final String DUE = PREFIX + "due";

    static final List<String> NAMES = List.of(MADE, FIRST_FAILURE, LAST_FAILURE, LAST_STATUS, LAST_ERROR, DUE);

    /** Reads them from application properties; what is missing or malformed counts as never tried. */
    static Attempts from(Map<String, ?> properties) {
        if (!(properties.get(MADE) instanceof Number made) || made.intValue() < 1) {
            return NONE;
        }
        return new Attempts(
                made.intValue(),
                instant(properties.get(FIRST_FAILURE)),
                instant(properties.get(LAST_FAILURE)),
                properties.get(LAST_STATUS) instanceof Number status ? status.intValue() : null,
                properties.get(LAST_ERROR) instanceof String error ? error : null);
    }

    /** With one more, failed at {@code now}. */
    Attempts failed(Failure failure, Instant now) {
        // The count came in a message: one that overflowed would never reach the end of a schedule.
        int next = made == Integer.MAX_VALUE ? made : made + 1;
        return new Attempts(next, firstFailure == null ? now : firstFailure, now, failure.status(), failure.error());
    }

    Map<String, Object> properties(Instant due) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(MADE, made);
        properties.put(FIRST_FAILURE, firstFailure.toString());
        properties.put(LAST_FAILURE, lastFailure.toString());
        if (lastStatus != null) {
            properties.put(LAST_STATUS, lastStatus);
        }
        properties.put(LAST_ERROR, lastError);
        properties.put(DUE, due.toString());
        return properties;
    }

    static Instant instant(Object value) {
        try {
            return value instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
