package io.stagedoor.deadletter;

import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Makes an AMQP message, as it was received, one that is sent anew: its body sections are not even looked at. */
public final class DeadLetterMessage {

    /** How long the broker keeps a message back, in ms; a message annotation of Artemis and others. */
    public static final String DELIVERY_DELAY = "x-opt-delivery-delay";

    private DeadLetterMessage() {}

    /** @param properties put in place of those of the same name */
    public static Message<?> anew(Message<?> received, Map<String, Object> properties) throws ClientException {
        if (received.hasAnnotations()) {
            received.removeAnnotation(DELIVERY_DELAY);
        }
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            received.property(property.getKey(), property.getValue());
        }
        return received.durable(true).deliveryCount(0).firstAcquirer(false).to(null);
    }
}
