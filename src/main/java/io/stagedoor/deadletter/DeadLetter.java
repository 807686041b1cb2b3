package io.stagedoor.deadletter;

import io.stagedoor.text.Snippet;
import io.stagedoor.wire.EventProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts about a dead letter, as AMQP application properties beside the unchanged body. A fact that is null becomes
 * no property.
 *
 * @param reason why the event is a dead letter
 * @param error what went wrong; {@link #properties()} keeps at most 1,024 characters of it
 * @param route id of the route that failed, if one did
 * @param destination name of the destination, for dead letters of the delivery stage
 * @param attempts number of attempts
 * @param firstFailure when the first attempt failed
 * @param lastFailure when the last attempt failed, or when the event became a dead letter
 * @param lastStatus HTTP status of the last answer
 * @param pointer JSON pointer (RFC 6901) to the fault in the body
 * @param keyword the JSON Schema keyword that failed, or {@code json}, {@code size}, {@code body}
 * @param contract title, version and hash of the contract that was in use
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

    /** With an unbounded or malformed error text the broker might not store the dead letter. */
    private static final int ERROR_LIMIT = 1024;

    public static DeadLetter invalid(String route, String pointer, String keyword, String error, String contract) {
        return new DeadLetter(
                DeadLetterReason.INVALID, error, route, null, null, null, null, null, pointer, keyword, contract);
    }

    public static DeadLetter ofRoute(DeadLetterReason reason, String route, String error) {
        return new DeadLetter(reason, error, route, null, null, null, null, null, null, null, null);
    }

    /** The same dead letter, with the id of the route that failed. */
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

    /** The same dead letter, with this time as its last failure if it has none yet. */
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
