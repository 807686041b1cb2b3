package io.stagedoor.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * A dead letter in its queue: one of ours, or an event that the broker itself set aside because it expired or a
 * consumer rejected it. The latter has fewer facts; any {@code stagedoor_…} property on it comes from its producer.
 *
 * @param queue the dead-letter queue that it is in
 * @param id of the event; without {@code stagedoor_event_id}, the id that the routing stage would give it, see {@link
 *     EventId}
 * @param properties the application properties, ours and the producer's; {@link #isOurs} tells which are ours
 * @param annotations the message annotations, including the broker's
 * @param messageId the AMQP message-id as text; null if there is none
 * @param created when its producer made the message, or our routing stage the dead letter; null if unknown
 * @param body the event as it came; for a message that cannot be read, all of its bytes
 * @param unreadable why the message cannot be read; null when it can
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

    /** The reason of an event that the broker set aside, and not this program. */
    public static final String BROKER = "broker";

    /** The reason of a message that cannot be read, so that its own reason is unknown. */
    public static final String UNREADABLE = "unreadable";

    private static final String ORIGIN_QUEUE = "x-opt-ORIG-QUEUE";
    private static final String ORIGIN_ADDRESS = "x-opt-ORIG-ADDRESS";

    /** The prefix of the names of the diverts in {@code broker.xml}. */
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

    /** A message of which only the bytes are known; they give its id. */
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

    /** Whether this program gave it its id; then a selector can find it by that. */
    public boolean named() {
        return isOurs(EventProperties.EVENT_ID) && properties.get(EventProperties.EVENT_ID) instanceof String;
    }

    /** Whether this program or a divert of its {@code broker.xml} wrote the property, and not the producer. */
    public boolean isOurs(String property) {
        return isOurs(property, annotations);
    }

    /**
     * A message that the broker set aside is as its producer sent it, unless it came from a destination's queue, where
     * only this program may send. The annotations are reliable: the broker overwrites those of the producer.
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

    /** The word of a {@link DeadLetterReason}, {@value #BROKER} or {@value #UNREADABLE}. */
    public String reason() {
        return text(EventProperties.REASON).orElse(readable() ? BROKER : UNREADABLE);
    }

    /** What went wrong, for people. */
    public String error() {
        if (!readable()) {
            return "the message cannot be decoded: " + unreadable;
        }
        return text(EventProperties.ERROR)
                .orElse("the broker set it aside: it expired, a consumer rejected it, or it was delivered too often");
    }

    public Optional<String> destination() {
        return text(EventProperties.DESTINATION);
    }

    /** The address of the channel that the event came through. */
    public Optional<String> channel() {
        return text(EventProperties.CHANNEL);
    }

    public Optional<Integer> attempts() {
        return isOurs(EventProperties.ATTEMPTS) && properties.get(EventProperties.ATTEMPTS) instanceof Number number
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    /** The value of one of our properties, such as {@link EventProperties#POINTER}. */
    public Optional<String> text(String name) {
        return isOurs(name) && properties.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The body as text; empty when it is not UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** Since when it is a dead letter, else when the message was made; empty if both are unknown. */
    public Optional<Instant> since() {
        return failedAt().or(() -> Optional.ofNullable(created));
    }

    /** When this program made it a dead letter, by its own clock; empty when it did not. */
    public Optional<Instant> failedAt() {
        try {
            return text(EventProperties.LAST_FAILURE).map(Instant::parse);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The queue that the event came from. The name of the dead-letter queue tells it; in the broker's own dead-letter
     * queue, an annotation does. The broker writes that annotation itself, whatever a producer sent.
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
