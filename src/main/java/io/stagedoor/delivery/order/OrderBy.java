package io.stagedoor.delivery.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.Entity;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Finds the key of an event. Events of a destination with the same key keep their order.
 *
 * @param pointers the first that leads to a text or number gives the key; if empty, the key is what the event is about,
 *     see {@link Entity}
 */
public record OrderBy(List<JsonPointer> pointers) {

    private static final String ENTITY = "entity";

    /**
     * @param text {@code entity}, or JSON pointers (RFC 6901) separated by commas
     * @throws IllegalArgumentException names the wrong part
     */
    public static OrderBy parse(String text) {
        if (text.strip().equals(ENTITY)) {
            return new OrderBy(List.of());
        }
        return new OrderBy(Arrays.stream(text.split(",", -1))
                .map(part -> pointer(part.strip()))
                .toList());
    }

    /** Null for an event without a key: it waits for no other. */
    public String key(EventBody body) {
        try {
            return key(body.json());
        } catch (NotJson e) {
            return null;
        }
    }

    /** A hash, because it becomes a message property and part of a queue's name: always short and safe. */
    private String key(JsonNode event) {
        String text = pointers.isEmpty() ? Entity.of(event).orElse(null) : first(event);
        return text == null
                ? null
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String first(JsonNode event) {
        return pointers.stream()
                .map(event::at)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static JsonPointer pointer(String part) {
        if (part.isEmpty() || part.charAt(0) != '/') {
            throw new IllegalArgumentException("order: '" + part + "' is neither '" + ENTITY
                    + "' nor a JSON pointer such as /eventPayload/entityRef");
        }
        return JsonPointer.compile(part);
    }
}
