package io.stagedoor.routing.consumer;

import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.SeenEvents;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import java.util.function.BiConsumer;
import org.apache.camel.component.amqp.AMQPConfiguration;
import org.apache.camel.component.jms.MessageSentCallback;
import org.apache.qpid.jms.JmsQueue;
import org.springframework.jms.core.MessageCreator;
import org.springframework.jms.core.SessionCallback;

/** Passes each message that a channel's route sends to the route's {@link Batch}. */
final class KeptSends extends AMQPConfiguration {

    private final SeenEvents seen;
    private final QueueRules queues;

    KeptSends(SeenEvents seen, QueueRules queues) {
        this.seen = seen;
        this.queues = queues;
    }

    @Override
    protected CamelJmsTemplate createCamelJmsTemplate(ConnectionFactory connectionFactory) {
        return new CamelJmsTemplate(this, connectionFactory) {
            @Override
            public void send(String destination, MessageCreator creator, MessageSentCallback sent) {
                sendOrKeep(destination, creator, sent, (made, told) -> super.send(destination, made, told));
            }

            @Override
            public void send(Destination destination, MessageCreator creator, MessageSentCallback sent) {
                // A header may name any address, and an address that is no queue stores nothing.
                String address = destination instanceof JmsQueue known ? known.getAddress() : "";
                sendOrKeep(address, creator, sent, (made, told) -> super.send(destination, made, told));
            }

            /** Creates a message for the batch at once, from the present state of the exchange. */
            private void sendOrKeep(
                    String address,
                    MessageCreator creator,
                    MessageSentCallback sent,
                    BiConsumer<MessageCreator, MessageSentCallback> send) {
                Batch batch = seen.current();
                try {
                    require(address);
                    if (batch == null) {
                        send.accept(creator, sent);
                    } else {
                        Message message = execute((SessionCallback<Message>) creator::createMessage);
                        batch.keep(message, address, plain(), sending -> send.accept(session -> sending, null));
                    }
                } catch (RuntimeException failure) {
                    if (batch != null) {
                        batch.outbox().fails(failure);
                    }
                    throw failure;
                }
            }

            private void require(String address) {
                String refusal = queues.refusal(address).orElse(null);
                if (refusal != null) {
                    throw new IllegalArgumentException(refusal);
                }
            }

            private boolean plain() {
                return !isExplicitQosEnabled() && getDeliveryDelay() <= 0 && !isPreserveMessageQos();
            }
        };
    }
}
