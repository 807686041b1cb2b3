package io.stagedoor.deadletter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.messaging.AmqpValue;
import org.apache.qpid.protonj2.types.messaging.Data;
import org.apache.qpid.protonj2.types.messaging.Section;

/** Prepares a received AMQP message for sending it again. It does not read the body. */
public final class DeadLetterMessage {

    /** How long the broker delays a message, in ms; a message annotation of Artemis and other brokers. */
    public static final String DELIVERY_DELAY = "x-opt-delivery-delay";

    /** When the broker delivers a message, in ms since 1970; also an annotation. */
    public static final String DELIVERY_TIME = "x-opt-delivery-time";

    /** Whether a message goes to one consumer or to all subscribers; a queue refuses the latter. Also an annotation. */
    private static final String ROUTING_TYPE = "x-opt-routing-type";

    /**
     * The property by which Artemis drops duplicates. The producer set it for the original message; with it Artemis
     * could refuse the dead letter, or drop it when it is sent again.
     */
    public static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /**
     * Annotations that Artemis writes on a message that it sets aside or diverts; it overwrites those of the producer.
     * Our own dead letters never have them, which tells the two apart.
     */
    private static final List<String> OF_THE_BROKER = List.of("x-opt-ORIG-", "x-opt-ACTUAL-EXPIRY");

    private DeadLetterMessage() {}

    /** Whether the broker writes this message annotation when it sets a message aside. */
    public static boolean isOfTheBroker(String annotation) {
        return OF_THE_BROKER.stream().anyMatch(annotation::startsWith);
    }

    /** The bytes of the body, from any kind of section; for a value that is not bytes, its text. */
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

    private static void forgetBroker(Message<?> message) throws ClientException {
        List<String> names = new ArrayList<>();
        message.forEachAnnotation((name, value) -> names.add(name));
        names.removeIf(name -> !isOfTheBroker(name));
        for (String name : names) {
            message.removeAnnotation(name);
        }
    }

    /** @param properties to set; they replace those of the same name */
    public static Message<?> anew(Message<?> received, Map<String, Object> properties) throws ClientException {
        if (received.hasAnnotations()) {
            received.removeAnnotation(DELIVERY_DELAY);
            received.removeAnnotation(DELIVERY_TIME);
            forgetBroker(received);
            received.removeAnnotation(ROUTING_TYPE);
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
