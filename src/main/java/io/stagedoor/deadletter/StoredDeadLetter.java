package io.stagedoor.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * A dead letter as it stands in its queue: one of ours, or an event that the broker itself set aside because it expired
 * or a consumer rejected it, which says less of itself. What such a one has of {@code stagedoor_…} its producer wrote.
 *
 * @param queue where it stands
 * @param id of the event; of one without {@code stagedoor_event_id} what the routing stage would make it, see
 *     {@link EventId}
 * @param properties the application properties, ours and the producer's; which are ours {@link #isOurs} tells
 * @param annotations the message annotations, the broker's among them
 * @param messageId the AMQP message-id as text, null where there is none
 * @param created when its producer made it, or our routing stage the dead letter; null where it does not say
 * @param body the event as it came; of a message that cannot be read all of its bytes
 * @param unreadable why the message cannot be read, in words; null where it can
 */
public record StoredDeadLetter(
        String queue,
        String id,
        Map<String, Object> properties,
        Map<String, Object> annotations,
        String messageId,
        Instant created,
        byte[] body,
        String unreadable) {

    /** Stands for the reason where the broker set the event aside, and not this program. */
    public static final String BROKER = "broker";

    /** Stands for the reason of a message that cannot be read, so that nobody knows its own. */
    public static final String UNREADABLE = "unreadable";

    private static final String ORIGIN_QUEUE = "x-opt-ORIG-QUEUE";
    private static final String ORIGIN_ADDRESS = "x-opt-ORIG-ADDRESS";

    /** The names of the diverts of {@code broker.xml} begin so, and what they write of the messages that they set aside. */
    private static final String DIVERT = "oversize-";

    private static final Set<String> OF_THE_DIVERT =
            Set.of(EventProperties.REASON, EventProperties.KEYWORD, EventProperties.ERROR, EventProperties.CHANNEL);

    public static StoredDeadLetter of(String queue, Message<?> message) throws ClientException {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (message.hasProperties()) {
            message.forEachProperty(properties::put);
        }
        Map<String, Object> annotations = new LinkedHashMap<>();
        if (message.hasAnnotations()) {
            message.forEachAnnotation(annotations::put);
        }
        byte[] body = DeadLetterMessage.body(message);
        String messageId =
                message.messageId() == null ? null : message.messageId().toString();
        String id = isOurs(EventProperties.EVENT_ID, annotations)
                        && properties.get(EventProperties.EVENT_ID) instanceof String own
                ? own
                : EventId.of(json(body), messageId, origin(queue, annotations).orElse(queue), body);
        Instant created = message.creationTime() > 0 ? Instant.ofEpochMilli(message.creationTime()) : null;
        return new StoredDeadLetter(queue, id, properties, annotations, messageId, created, body, null);
    }

    /** One of which nothing is known but its bytes; they make its id. */
    public static StoredDeadLetter unreadable(String queue, byte[] bytes, String why) {
        String id = EventId.of(null, null, queue, bytes);
        return new StoredDeadLetter(queue, id, Map.of(), Map.of(), null, null, bytes, why);
    }

    public boolean readable() {
        return unreadable == null;
    }

    private static JsonNode json(byte[] body) {
        try {
            return EventJson.parse(body);
        } catch (NotJson noEventId) {
            return null;
        }
    }

    /** Whether its id is one that this program gave it, and a selector finds it by that. */
    public boolean named() {
        return isOurs(EventProperties.EVENT_ID) && properties.get(EventProperties.EVENT_ID) instanceof String;
    }

    /** Whether this program, or a divert of its {@code broker.xml}, wrote the property, and not the event's producer. */
    public boolean isOurs(String property) {
        return isOurs(property, annotations);
    }

    /**
     * What the broker set aside is as its producer sent it, but for what came from a destination's queue, where nobody but
     * this program may send. The annotations are the broker's own: it writes them over whatever was there.
     */
    private static boolean isOurs(String property, Map<String, Object> annotations) {
        if (!property.startsWith(EventProperties.PREFIX)) {
            return false;
        }
        if (annotations.keySet().stream().noneMatch(DeadLetterMessage::isOfTheBroker)
                || annotations.get(ORIGIN_ADDRESS) instanceof String address && QueueNames.isDestination(address)) {
            return true;
        }
        return OF_THE_DIVERT.contains(property)
                && annotations.get(ORIGIN_QUEUE) instanceof String divert
                && divert.startsWith(DIVERT);
    }

    /** A word of {@link DeadLetterReason}, {@value #BROKER} or {@value #UNREADABLE}. */
    public String reason() {
        return text(EventProperties.REASON).orElse(readable() ? BROKER : UNREADABLE);
    }

    /** What went wrong, in words. */
    public String error() {
        if (!readable()) {
            return "the message cannot be decoded: " + unreadable;
        }
        return text(EventProperties.ERROR)
                .orElse("the broker set it aside: it expired, a consumer rejected it, or it was given out too often");
    }

    public Optional<String> destination() {
        return text(EventProperties.DESTINATION);
    }

    /** Address of the channel that the event came through. */
    public Optional<String> channel() {
        return text(EventProperties.CHANNEL);
    }

    public Optional<Integer> attempts() {
        return isOurs(EventProperties.ATTEMPTS) && properties.get(EventProperties.ATTEMPTS) instanceof Number number
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    /** One of our properties, such as {@link EventProperties#POINTER}. */
    public Optional<String> text(String name) {
        return isOurs(name) && properties.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Since when it is a dead letter; where it does not say so, when it was made; empty where it says neither. */
    public Optional<Instant> since() {
        return failedAt().or(() -> Optional.ofNullable(created));
    }

    /** When this program made it a dead letter, by its own clock; empty where it did not. */
    public Optional<Instant> failedAt() {
        try {
            return text(EventProperties.LAST_FAILURE).map(Instant::parse);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The queue that the event came from. The name of the dead-letter queue tells it; in the broker's own one, the
     * broker's annotation, which it writes itself, whatever a producer sent.
     */
    public Optional<String> origin() {
        return origin(queue, annotations);
    }

    private static Optional<String> origin(String queue, Map<String, Object> annotations) {
        if (!queue.equals(QueueNames.DEAD_LETTER_OF_BROKER)) {
            return Optional.of(QueueNames.originOf(queue));
        }
        Object origin = annotations.getOrDefault(ORIGIN_QUEUE, annotations.get(ORIGIN_ADDRESS));
        return origin instanceof String name ? Optional.of(name) : Optional.empty();
    }
}
