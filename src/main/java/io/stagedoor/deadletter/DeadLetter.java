package io.stagedoor.deadletter;

import io.stagedoor.text.Snippet;
import io.stagedoor.wire.EventProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a dead letter says of itself, as AMQP application properties beside the untouched body. Absent facts are null
 * and become no property.
 *
 * @param reason why it is one
 * @param error what went wrong, in words; {@link #properties()} keeps at most 1,024 characters of it
 * @param route id of the route that gave up, where one did
 * @param destination name of the destination, from the delivery stage
 * @param attempts how often delivery was tried
 * @param firstFailure of the attempts
 * @param lastFailure of the attempts, or the time of the verdict
 * @param lastStatus HTTP status of the last answer
 * @param pointer RFC 6901, into the body, at the fault
 * @param keyword the JSON Schema keyword that failed, or {@code json}, {@code size}, {@code body}
 * @param contract title, version and hash of the contract that was in force
 */
public record DeadLetter(
        DeadLetterReason reason,
        String error,
        String route,
        String destination,
        Integer attempts,
        Instant firstFailure,
        Instant lastFailure,
        Integer lastStatus,
        String pointer,
        String keyword,
        String contract) {

    /** An unbounded or malformed error text could make the dead letter itself impossible to store. */
    private static final int ERROR_LIMIT = 1024;

    public static DeadLetter invalid(String route, String pointer, String keyword, String error, String contract) {
        return new DeadLetter(
                DeadLetterReason.INVALID, error, route, null, null, null, null, null, pointer, keyword, contract);
    }

    public static DeadLetter ofRoute(DeadLetterReason reason, String route, String error) {
        return new DeadLetter(reason, error, route, null, null, null, null, null, null, null, null);
    }

    /** The same, given up by this route. */
    public DeadLetter by(String route) {
        return new DeadLetter(
                reason,
                error,
                route,
                destination,
                attempts,
                firstFailure,
                lastFailure,
                lastStatus,
                pointer,
                keyword,
                contract);
    }

    /** The same, with the time of the verdict where there is none yet. */
    public DeadLetter at(Instant verdict) {
        return lastFailure != null
                ? this
                : new DeadLetter(
                        reason,
                        error,
                        route,
                        destination,
                        attempts,
                        firstFailure,
                        verdict,
                        lastStatus,
                        pointer,
                        keyword,
                        contract);
    }

    /** The application properties, in reading order. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, EventProperties.REASON, reason.word());
        put(properties, EventProperties.ERROR, safe(error));
        put(properties, EventProperties.POINTER, safe(pointer));
        put(properties, EventProperties.KEYWORD, keyword);
        put(properties, EventProperties.CONTRACT, contract);
        put(properties, EventProperties.ROUTE, route);
        put(properties, EventProperties.DESTINATION, destination);
        put(properties, EventProperties.ATTEMPTS, attempts);
        put(properties, EventProperties.FIRST_FAILURE, firstFailure == null ? null : firstFailure.toString());
        put(properties, EventProperties.LAST_FAILURE, lastFailure == null ? null : lastFailure.toString());
        put(properties, EventProperties.LAST_STATUS, lastStatus);
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static String safe(String text) {
        return text == null ? null : Snippet.of(text, ERROR_LIMIT);
    }
}
