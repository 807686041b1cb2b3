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

/** Makes an AMQP message, as it was received, one that is sent anew: its body sections are not even looked at. */
public final class DeadLetterMessage {

    /** How long the broker keeps a message back, in ms; a message annotation of Artemis and others. */
    public static final String DELIVERY_DELAY = "x-opt-delivery-delay";

    /** When the broker gives it out, ms since 1970; likewise. */
    public static final String DELIVERY_TIME = "x-opt-delivery-time";

    /** Likewise: whether it goes to one consumer or is a broadcast, which a queue does not take. */
    private static final String ROUTING_TYPE = "x-opt-routing-type";

    /**
     * A property by which Artemis drops what it has had. It was the producer's, for his own message: with it, the dead
     * letter could be refused, or dropped when it is sent again.
     */
    public static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /**
     * What Artemis notes on a message that it sets aside or diverts, over whatever its producer wrote there. A dead letter
     * of ours never has them: by that the two are told apart.
     */
    private static final List<String> OF_THE_BROKER = List.of("x-opt-ORIG-", "x-opt-ACTUAL-EXPIRY");

    private DeadLetterMessage() {}

    /** Whether a message annotation is one that the broker writes when it sets a message aside. */
    public static boolean isOfTheBroker(String annotation) {
        return OF_THE_BROKER.stream().anyMatch(annotation::startsWith);
    }

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

    private static void forgetBroker(Message<?> message) throws ClientException {
        List<String> names = new ArrayList<>();
        message.forEachAnnotation((name, value) -> names.add(name));
        names.removeIf(name -> !isOfTheBroker(name));
        for (String name : names) {
            message.removeAnnotation(name);
        }
    }

    /** @param properties put in place of those of the same name */
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
