package io.stagedoor.delivery.bundle;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.EventId;
import io.stagedoor.event.Timestamp;
import io.stagedoor.wire.Bundle;
import io.stagedoor.wire.EventProperties;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * An event of a destination's queue, alone in its message or part of a {@link Bundle}, and the messages that it becomes
 * when it is not delivered. The body sections of a message never change, so that a retry or a dead letter is the
 * unchanged event.
 */
public final class Received {

    private final org.apache.qpid.protonj2.client.Delivery handle;
    /** The event's own message, or null in a bundle. */
    private final Message<?> message;

    /** The event's part of a bundle, or null. */
    private final Bundle.Member member;

    private final String orderKey;
    private final boolean tried;
    private final String fault;
    private OpenBundle openBundle;

    private Received(
            org.apache.qpid.protonj2.client.Delivery handle,
            Message<?> message,
            Bundle.Member member,
            Function<EventBody, String> orderBy,
            String fault)
            throws ClientException {
        this.handle = handle;
        this.message = message;
        this.member = member;
        this.fault = fault;
        this.orderKey = orderBy == null ? null : orderKey(orderBy);
        this.tried = orderBy != null && !Attempts.from(properties()).equals(Attempts.NONE);
    }

    /**
     * The events of one message, in order; at least one.
     *
     * @param orderBy gives an event's key, or null for an event without order; null if the destination is not ordered
     */
    public static List<Received> of(
            org.apache.qpid.protonj2.client.Delivery handle, Function<EventBody, String> orderBy)
            throws ClientException {
        SoundMessage sound = SoundMessage.of(handle);
        if (sound.fault() != null) {
            return List.of(new Received(handle, sound.message(), null, null, sound.fault()));
        }
        try {
            return of(handle, sound.message(), orderBy);
        } catch (ClientException | RuntimeException | StackOverflowError odd) {
            String fault = odd.getClass().getSimpleName() + ": " + odd.getMessage();
            return List.of(new Received(handle, sound.message(), null, null, fault));
        }
    }

    private static List<Received> of(
            org.apache.qpid.protonj2.client.Delivery handle, Message<?> message, Function<EventBody, String> orderBy)
            throws ClientException {
        Object events = message.hasProperties() ? message.property(EventProperties.EVENTS) : null;
        if (events instanceof Integer || events instanceof Long) {
            return bundle(handle, message, ((Number) events).longValue(), orderBy);
        }
        Received received = new Received(handle, message, null, orderBy, null);
        // A delayed or parked event was settled before in its place. Its property blocks its key.
        if (received.orderKey != null && !(message.property(EventProperties.ORDER_KEY) instanceof String)) {
            received.openBundle = new OpenBundle(List.of(received));
        }
        return List.of(received);
    }

    private static List<Received> bundle(
            org.apache.qpid.protonj2.client.Delivery handle,
            Message<?> message,
            long events,
            Function<EventBody, String> orderBy)
            throws ClientException {
        List<Bundle.Member> members;
        try {
            members = Bundle.read(DeadLetterMessage.body(message), events);
        } catch (IOException e) {
            String fault = "it claims to be a bundle of " + events + " events, and is not: " + e.getMessage();
            return List.of(new Received(handle, message, null, null, fault));
        }
        List<Received> all = new ArrayList<>();
        for (Bundle.Member member : members) {
            all.add(new Received(handle, null, member, orderBy, null));
        }
        OpenBundle together = new OpenBundle(List.copyOf(all));
        all.forEach(one -> one.openBundle = together);
        return all;
    }

    /** The delivery of the whole message: the same for all events of a bundle. */
    public org.apache.qpid.protonj2.client.Delivery handle() {
        return handle;
    }

    /** Null if the event's message is settled as soon as the event has a verdict. */
    public OpenBundle openBundle() {
        return openBundle;
    }

    /** Null for an event without order. */
    public String orderKey() {
        return orderKey;
    }

    /** Whether it was attempted before; known only in ordered destinations. */
    public boolean tried() {
        return tried;
    }

    private String orderKey(Function<EventBody, String> orderBy) throws ClientException {
        String known = text(properties(), EventProperties.ORDER_KEY, null);
        return known == null ? orderBy.apply(new EventBody(body())) : known;
    }

    /** An application property of its message, whoever set it; null if it has none of that name. */
    public Object property(String name) {
        if (member != null) {
            return member.properties().get(name);
        }
        try {
            return message.hasProperties() ? message.property(name) : null;
        } catch (ClientException e) {
            throw new IllegalStateException("a message whose properties were read before", e);
        }
    }

    /**
     * @param now replaces the time of arrival if the message does not contain it
     * @throws ClientException when the message cannot be read
     */
    public Delivery delivery(String destination, Instant now) throws ClientException {
        if (fault != null) {
            throw new ClientException(fault);
        }
        Map<String, ?> properties = properties();
        byte[] body = body();
        String channel = text(properties, EventProperties.CHANNEL, "");
        String eventId = text(properties, EventProperties.EVENT_ID, null);
        return new Delivery(
                destination,
                eventId == null ? idOfMessage(channel, body) : eventId,
                channel,
                text(properties, EventProperties.CONTENT_TYPE, "application/json"),
                Timestamp.parse(text(properties, EventProperties.ACCEPTED, "")).orElse(null),
                Timestamp.parse(text(properties, EventProperties.RECEIVED, "")).orElse(now),
                Attempts.from(properties),
                new EventBody(body));
    }

    /** The id of a message that somebody else put into the destination's queue. */
    private String idOfMessage(String channel, byte[] body) throws ClientException {
        Object id = message == null ? null : message.messageId();
        return EventId.of(null, id == null ? null : id.toString(), channel, body);
    }

    /**
     * The same message, to be sent to the same queue again.
     *
     * @param due by this program's clock
     * @param atBroker the same moment by the broker's clock; absolute, because Artemis restarts a delay when it reads
     *     the message from its disk
     */
    public Message<?> retry(Attempts attempts, Instant due, Instant atBroker) throws ClientException {
        return DeadLetterMessage.anew(alone(), inOrder(attempts.properties(due)))
                .annotation(DeadLetterMessage.DELIVERY_TIME, atBroker.toEpochMilli());
    }

    /** When its next attempt may begin, by this program's clock; null if it was never attempted. */
    public Instant due() throws ClientException {
        if (member != null) {
            return Attempts.instant(member.properties().get(EventProperties.DUE));
        }
        return message.hasProperties() ? Attempts.instant(message.property(EventProperties.DUE)) : null;
    }

    /** When the broker was to deliver it, by the broker's clock; null if no longer known. */
    public Instant sentFor() throws ClientException {
        Object time = message != null && message.hasAnnotations()
                ? message.annotation(DeadLetterMessage.DELIVERY_TIME)
                : null;
        return time instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
    }

    /** Its attempts so far. */
    public Attempts attempts() throws ClientException {
        return Attempts.from(properties());
    }

    /** The same message, to be delivered again as if for the first time. */
    public Message<?> givenBack() throws ClientException {
        return DeadLetterMessage.anew(alone(), Map.of());
    }

    /** The same message, to wait for earlier ones. */
    public Message<?> parked() throws ClientException {
        return DeadLetterMessage.anew(alone(), inOrder(new LinkedHashMap<>()));
    }

    private Map<String, Object> inOrder(Map<String, Object> properties) {
        if (orderKey != null) {
            properties.put(EventProperties.ORDER_KEY, orderKey);
        }
        return properties;
    }

    /** The same message, for the dead-letter address. */
    public Message<?> dead(DeadLetter deadLetter) throws ClientException {
        Message<?> dead = alone();
        for (String name : EventProperties.OF_ATTEMPTS) {
            dead.removeProperty(name);
        }
        dead.removeProperty(EventProperties.ORDER_KEY);
        return DeadLetterMessage.anew(dead, deadLetter.properties());
    }

    /** Creates the event's own message, only when needed: most events of a bundle are delivered. */
    private Message<?> alone() throws ClientException {
        if (message != null) {
            return message;
        }
        Message<?> alone = Message.create(member.body());
        for (Map.Entry<String, String> property : member.properties().entrySet()) {
            alone.property(property.getKey(), property.getValue());
        }
        return alone;
    }

    private byte[] body() throws ClientException {
        return member == null ? DeadLetterMessage.body(message) : member.body();
    }

    private Map<String, ?> properties() throws ClientException {
        if (member != null) {
            return member.properties();
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        if (message.hasProperties()) {
            message.forEachProperty(properties::put);
        }
        return properties;
    }

    private static String text(Map<String, ?> properties, String name, String otherwise) {
        return properties.get(name) instanceof String text ? text : otherwise;
    }
}
