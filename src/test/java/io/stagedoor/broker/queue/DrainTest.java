package io.stagedoor.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.NettyMemory;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final String QUEUE = "q";
    private static final int MESSAGES = 40;

    @Test
    void unread_messages_stay_in_the_queue_and_not_in_memory() throws Exception {
        try (TestBroker broker = new TestBroker();
                AmqpConnector connector = new AmqpConnector(new BrokerSettings(
                        AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty()));
                Connection connection = connector.open()) {
            try (Sender sender = connection.openSender(QUEUE, QueueLinks.sender())) {
                for (int i = 0; i < MESSAGES; i++) {
                    sender.send(Message.create(new byte[50_000])).awaitAccepted();
                }
            }
            leaveUnread(connection);
            long before = NettyMemory.buffers();

            for (int i = 0; i < 10; i++) {
                leaveUnread(connection);
            }

            assertThat(NettyMemory.buffers() - before).isLessThan(100);
            broker.awaitDepth(QUEUE, MESSAGES);
        }
    }

    private static void leaveUnread(Connection connection) throws Exception {
        try (Receiver receiver = connection.openReceiver(QUEUE, QueueLinks.receiver())) {
            receiver.addCredit(MESSAGES);
            await().until(() -> receiver.queuedDeliveries() == MESSAGES);
            Drain.unread(receiver);
        }
    }
}
