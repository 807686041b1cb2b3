package io.stagedoor.operations.events;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Puts an event into a destination's queue, as the routing stage does, without its route. */
final class DestinationSender {

    private static final long PATIENCE_SECONDS = 10;

    private DestinationSender() {}

    /**
     * An event on its way to a destination.
     *
     * @param received as in the property, RFC 3339
     */
    record Outgoing(String id, String channel, String received, String contentType, byte[] body) {}

    /**
     * Returns when the broker has it.
     *
     * @param destination one that has a route: its queue exists
     * @throws IOException when the broker did not confirm it; it may have it
     */
    static void send(BrokerSettings broker, String destination, Outgoing event) throws IOException {
        try (AmqpConnector connector = new AmqpConnector(broker);
                Sender sender = connector
                        .open()
                        .openSender(
                                QueueNames.destination(destination),
                                QueueLinks.sender().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
            Message<byte[]> message = Message.create(event.body()).durable(true).contentType(event.contentType());
            Map<String, String> properties = Map.of(
                    EventProperties.EVENT_ID, event.id(),
                    EventProperties.CHANNEL, event.channel(),
                    EventProperties.RECEIVED, event.received(),
                    EventProperties.CONTENT_TYPE, event.contentType());
            for (Map.Entry<String, String> property : properties.entrySet()) {
                message.property(property.getKey(), property.getValue());
            }
            sender.send(message).awaitAccepted(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ClientException e) {
            throw new IOException("the broker did not confirm the event: " + e.getMessage(), e);
        }
    }
}
