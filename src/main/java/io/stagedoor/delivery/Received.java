package io.stagedoor.delivery;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventProperties;
import io.stagedoor.event.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * A message of a destination's queue: what it says, and what it becomes when it is not delivered. Its body sections
 * are never touched, so that the copy that waits or lies dead is the event as it came.
 */
final class Received {

    /** Of an event that is delayed or parked: the key of those that keep their order with it. */
    static final String ORDER_KEY = EventProperties.PREFIX + "order_key";

    private final org.apache.qpid.protonj2.client.Delivery handle;
    private final Message<?> message;

    private final String orderKey;
    private final boolean tried;

    private Received(org.apache.qpid.protonj2.client.Delivery handle, Message<?> message, OrderBy orderBy)
            throws ClientException {
        this.handle = handle;
        this.message = message;
        this.orderKey = orderBy == null ? null : orderKey(orderBy);
        this.tried = orderBy != null && Attempts.from(properties()).made() > 0;
    }

    /** @param orderBy null where events need no order */
    static Received of(org.apache.qpid.protonj2.client.Delivery handle, OrderBy orderBy) throws ClientException {
        return new Received(handle, handle.message(), orderBy);
    }

    org.apache.qpid.protonj2.client.Delivery handle() {
        return handle;
    }

    /** Null for an event that waits for nobody. */
    String orderKey() {
        return orderKey;
    }

    /** Whether it was attempted before; said only where events keep an order. */
    boolean tried() {
        return tried;
    }

    private String orderKey(OrderBy orderBy) throws ClientException {
        String known = text(properties(), ORDER_KEY, null);
        return known == null ? orderBy.key(new EventBody(DeadLetterMessage.body(message))) : known;
    }

    /** @param now stands in for the time of arrival where the message does not say it */
    Delivery delivery(String destination, Instant now) throws ClientException {
        Map<String, Object> properties = properties();
        byte[] body = DeadLetterMessage.body(message);
        String channel = text(properties, EventProperties.CHANNEL, "");
        String eventId = text(properties, EventProperties.EVENT_ID, null);
        return new Delivery(
                destination,
                eventId == null ? idOfMessage(channel, body) : eventId,
                channel,
                text(properties, EventProperties.CONTENT_TYPE, "application/json"),
                Timestamp.parse(text(properties, EventProperties.RECEIVED, "")).orElse(now),
                Attempts.from(properties),
                new EventBody(body));
    }

    /** For what somebody else has put into the destination's queue. */
    private String idOfMessage(String channel, byte[] body) throws ClientException {
        Object id = message.messageId();
        return EventId.of(null, id == null ? null : id.toString(), channel, body);
    }

    /** The same message, to come back to the same queue after {@code delay} by the broker's clock. */
    Message<?> retry(Attempts attempts, Instant now, Duration delay) throws ClientException {
        return DeadLetterMessage.anew(message, inOrder(attempts.properties(now, delay)))
                .annotation(DeadLetterMessage.DELIVERY_DELAY, delay.toMillis());
    }

    /** The same message, to wait for those before it. */
    Message<?> parked() throws ClientException {
        return DeadLetterMessage.anew(message, inOrder(new LinkedHashMap<>()));
    }

    private Map<String, Object> inOrder(Map<String, Object> properties) {
        if (orderKey != null) {
            properties.put(ORDER_KEY, orderKey);
        }
        return properties;
    }

    /** The same message, for the dead-letter address. */
    Message<?> dead(DeadLetter deadLetter) throws ClientException {
        for (String name : Attempts.NAMES) {
            message.removeProperty(name);
        }
        message.removeProperty(ORDER_KEY);
        return DeadLetterMessage.anew(message, deadLetter.properties());
    }

    private Map<String, Object> properties() throws ClientException {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (message.hasProperties()) {
            message.forEachProperty(properties::put);
        }
        return properties;
    }

    private static String text(Map<String, Object> properties, String name, String otherwise) {
        return properties.get(name) instanceof String text ? text : otherwise;
    }
}
