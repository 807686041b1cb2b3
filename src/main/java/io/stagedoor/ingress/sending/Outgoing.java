package io.stagedoor.ingress.sending;

import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * An event on its way.
 *
 * @param id the AMQP message-id
 * @param properties application properties
 */
public record Outgoing(String id, String contentType, byte[] body, Map<String, String> properties) {

    /** Durable: what the broker accepts is on its disk. */
    Message<byte[]> message() throws ClientException {
        Message<byte[]> message =
                Message.create(body).durable(true).messageId(id).contentType(contentType);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            message.property(property.getKey(), property.getValue());
        }
        return message;
    }
}
