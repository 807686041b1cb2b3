package io.stagedoor.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.event.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One event of the channel {@code stagedoor/operator}, as {@code operator-events.asyncapi.yaml} describes it.
 *
 * @param action what happened, see {@link Kind}
 * @param over whether the trouble has ended
 * @param trouble what it is about
 * @param id the same from every replica, for the same installation, action, subject and interval
 */
record OperatorEvent(String action, boolean over, Trouble trouble, String source, Instant at, String id) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param interval the number of the interval that it happened in */
    static OperatorEvent begins(Trouble trouble, String source, Instant at, long interval) {
        return of(trouble.kind().begins(), false, trouble, source, at, interval);
    }

    /** For trouble that has an end. */
    static OperatorEvent ends(Trouble trouble, String source, Instant at, long interval) {
        return of(trouble.kind().ends().orElseThrow(), true, trouble, source, at, interval);
    }

    private static OperatorEvent of(
            String action, boolean over, Trouble trouble, String source, Instant at, long interval) {
        String name = String.join("\n", source, action, trouble.subject(), Long.toString(interval));
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new OperatorEvent(action, over, trouble, source, at, id);
    }

    /** The event as JSON in UTF-8. */
    byte[] json() {
        ObjectNode event = JSON.createObjectNode().put("topic", "stagedoor");
        ObjectNode payload = event.putObject("eventPayload")
                .put("action", action)
                .put("state", over ? "over" : "trouble")
                .put("subject", trouble.subject())
                .put("text", trouble.text());
        if (trouble.since() != null) {
            payload.put("since", Timestamp.of(trouble.since()));
        }
        if (trouble.error() != null) {
            payload.put("error", trouble.error());
        }
        if (trouble.count() != null) {
            payload.put("count", trouble.count());
        }
        event.putObject("metadata").put("source", source).put("eventId", id).put("timestamp", Timestamp.of(at));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
