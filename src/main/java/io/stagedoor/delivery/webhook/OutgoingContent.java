package io.stagedoor.delivery.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.format.Content;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.util.Collection;
import org.apache.camel.Exchange;

/**
 * Reads the body that the steps before {@code webhook:} leave: the event's own bytes, or the result of a mapping.
 *
 * <p>A mapping produces one JSON value, or sets the header {@code Content-Type} to declare another type. A body that
 * cannot be sent is {@link Failure.Kind#UNDELIVERABLE}: the same event would have the same result again.
 */
final class OutgoingContent {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";

    /** RFC 9110, 8.3.1, in printable ASCII. */
    private static final String MEDIA_TYPE = "[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;[ -~]*)?";

    private OutgoingContent() {}

    static Content of(Exchange exchange, Delivery delivery) throws DeliveryFailed {
        Object body = exchange.getMessage().getBody();
        String named = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        if (named != null && !named.matches(MEDIA_TYPE)) {
            throw failed("the header Content-Type that the route sets is not a media type: " + named);
        }
        if (body instanceof EventBody event && event.bytes() == delivery.body().bytes()) {
            return new Content(event.bytes(), named == null ? delivery.contentType() : named);
        }
        byte[] bytes = bytes(exchange, body);
        if (named == null) {
            requireJson(bytes);
        }
        return new Content(bytes, named == null ? JSON : named);
    }

    private static byte[] bytes(Exchange exchange, Object body) throws DeliveryFailed {
        if (body instanceof Collection<?> results) {
            throw failed("the mapping gives " + results.size() + " results, but a webhook has one body");
        }
        try {
            byte[] bytes = body instanceof JsonNode json
                    ? MAPPER.writeValueAsBytes(json)
                    : exchange.getMessage().getBody(byte[].class);
            if (bytes != null) {
                return bytes;
            }
        } catch (JsonProcessingException e) {
            throw failed("the mapping's result cannot be written as JSON: " + e.getOriginalMessage());
        }
        throw failed(
                body == null
                        ? "the mapping gives no result; use a filter to leave events out"
                        : "the mapping gives a " + body.getClass().getSimpleName()
                                + ", which is neither text nor JSON");
    }

    private static void requireJson(byte[] bytes) throws DeliveryFailed {
        try {
            EventJson.parse(bytes);
        } catch (NotJson e) {
            throw failed("the mapping's result is not JSON (" + e.getMessage()
                    + "); if that is intended, set the header Content-Type");
        }
    }

    private static DeliveryFailed failed(String error) {
        return new DeliveryFailed(Failure.undeliverable(error));
    }
}
