package io.stagedoor.deadletter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.messaging.AmqpValue;
import org.apache.qpid.protonj2.types.messaging.Data;
import org.apache.qpid.protonj2.types.messaging.Section;

/** Makes an AMQP message, as it was received, one that is sent anew: its body sections are not even looked at. */
public final class DeadLetterMessage {

    /** How long the broker keeps a message back, in ms; a message annotation of Artemis and others. */
    public static final String DELIVERY_DELAY = "x-opt-delivery-delay";

    /** When the broker gives it out, ms since 1970; likewise. */
    public static final String DELIVERY_TIME = "x-opt-delivery-time";

    /**
     * A property by which Artemis drops what it has had. It was the producer's, for his own message: with it, the dead
     * letter could be refused, or dropped when it is sent again.
     */
    public static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private DeadLetterMessage() {}

    /** The bytes of the body, whichever section they came in; of a body that has none, its text. */
    public static byte[] body(Message<?> message) throws ClientException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Section<?> section : message.toAdvancedMessage().bodySections()) {
            bytes.writeBytes(bytes(section));
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Section<?> section) {
        if (section instanceof Data data) {
            return data.getValue();
        }
        if (section instanceof AmqpValue<?> value && value.getValue() instanceof Binary binary) {
            return binary.asByteArray();
        }
        return String.valueOf(section.getValue()).getBytes(StandardCharsets.UTF_8);
    }

    /** @param properties put in place of those of the same name */
    public static Message<?> anew(Message<?> received, Map<String, Object> properties) throws ClientException {
        if (received.hasAnnotations()) {
            received.removeAnnotation(DELIVERY_DELAY);
            received.removeAnnotation(DELIVERY_TIME);
        }
        if (received.hasProperties()) {
            received.removeProperty(DUPLICATE_ID);
        }
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            received.property(property.getKey(), property.getValue());
        }
        return received.durable(true).deliveryCount(0).firstAcquirer(false).to(null);
    }
}
