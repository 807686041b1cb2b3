package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.event.NotJson;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context attributes of an event, CloudEvents 1.0.2, section "Context attributes".
 *
 * @param id the event's stable id
 * @param type {@link CloudEventType}
 * @param time RFC 3339, null if the event has none
 * @param subject {@link Subject}, null if the event is about no entity
 * @param dataContentType of the data
 */
record CloudEvent(String id, URI source, String type, String time, String subject, String dataContentType) {

    static CloudEvent of(Delivery delivery, Content content, URI source) {
        JsonNode event = json(delivery);
        return new CloudEvent(
                delivery.eventId(),
                source,
                CloudEventType.of(delivery.channel(), event.at("/eventPayload/action")),
                EventTime.of(event.at("/metadata/timestamp")),
                Subject.of(event),
                content.contentType());
    }

    /** The original event: a mapping of the body changes no attribute. */
    private static JsonNode json(Delivery delivery) {
        try {
            return delivery.body().json();
        } catch (NotJson nothingToReadAttributesFrom) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Names and values of the present attributes, except {@code datacontenttype}, which each mode writes in its own
     * way.
     */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", source.toString());
        attributes.put("type", type);
        if (subject != null) {
            attributes.put("subject", subject);
        }
        if (time != null) {
            attributes.put("time", time);
        }
        return attributes;
    }
}
