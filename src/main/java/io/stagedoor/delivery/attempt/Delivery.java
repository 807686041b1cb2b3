package io.stagedoor.delivery.attempt;

import io.stagedoor.event.EventBody;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * One event at one destination, for one attempt.
 *
 * @param destination name of the destination
 * @param eventId the stable id, see {@link io.stagedoor.event.EventId}
 * @param channel address of its channel
 * @param contentType of the event, as the contract says
 * @param accepted when the broker accepted it from its producer; null if the broker did not say
 * @param received when the routing stage took it
 * @param attempts the earlier ones
 * @param body the unchanged event
 */
public record Delivery(
        String destination,
        String eventId,
        String channel,
        String contentType,
        Instant accepted,
        Instant received,
        Attempts attempts,
        EventBody body) {

    private static final String PROPERTY = "stagedoor.delivery";
    private static final String STATUS = "stagedoor.delivery.status";

    /** @throws IllegalStateException outside a route that consumes {@code delivery:} */
    public static Delivery of(Exchange exchange) {
        Delivery delivery = exchange.getProperty(PROPERTY, Delivery.class);
        if (delivery == null) {
            throw new IllegalStateException("works only in a route that begins with delivery:<destination>");
        }
        return delivery;
    }

    public static boolean isAttachedTo(Exchange exchange) {
        return exchange.getProperty(PROPERTY) != null;
    }

    /** Notes the HTTP status of the answer to this attempt. */
    public static void answered(Exchange exchange, int status) {
        exchange.setProperty(STATUS, status);
    }

    /** The HTTP status of the answer; null if there was none. */
    public static Integer status(Exchange exchange) {
        return exchange.getProperty(STATUS, Integer.class);
    }

    public void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
