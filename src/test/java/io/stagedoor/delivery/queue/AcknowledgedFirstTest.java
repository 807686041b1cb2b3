package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.deadletter.redrive.Fate;
import io.stagedoor.deadletter.redrive.HandOff;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.Amqp;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acknowledgements of a transaction reach the broker before it processes any message of the transaction. */
class AcknowledgedFirstTest extends DestinationRig {

    private final Order order = new Order();
    private TestBroker watched;

    @BeforeEach
    void watch() throws Exception {
        connector.close();
        watched = new TestBroker();
        watched.tell(order);
        connector = TestBroker.connector(watched.url());
    }

    @AfterEach
    void close() throws Exception {
        watched.close();
    }

    @Override
    public Amqp amqp() throws Exception {
        return new Amqp(watched.url(), null, null);
    }

    @Test
    void for_a_retry() throws Exception {
        failing.add("");
        send("E", 6);
        work(options("1h", 8, 0, "1s", null));
        await().until(() -> order.sent.get() == 6);
        assertOrder();
    }

    @Test
    void for_a_dead_letter() throws Exception {
        failing.add("");
        failure = Failure.permanent("no");
        send("E", 6);
        work(options("1h", 8, 0, "1s", null));
        watched.awaitDepth("dead-letter/" + QUEUE, 6);
        assertOrder();
    }

    @Test
    void for_an_event_that_is_parked() throws Exception {
        send("E", 6);
        new HandOff(connector).take(QUEUE, "stagedoor_event_id LIKE 'E%'", 6, message -> new Fate.Send("on", message));
        assertThat(watched.depth("on")).isEqualTo(6);
        assertOrder();
    }

    private void assertOrder() {
        await().until(() -> order.acknowledged.get() == 6);
        assertThat(order.late).isEmpty();
    }

    /** Processes messages slowly, so that nothing is in order by chance. */
    private static final class Order implements ActiveMQServerMessagePlugin {

        private static final long MILLIS = 100;

        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger acknowledged = new AtomicInteger();
        final List<Long> late = new CopyOnWriteArrayList<>();
        private final Set<Long> sending = ConcurrentHashMap.newKeySet();

        @Override
        public void beforeSend(
                ServerSession session,
                Transaction transaction,
                Message message,
                boolean direct,
                boolean noAutoCreateQueue) {
            if (transaction != null) {
                sending.add(transaction.getID());
                sent.incrementAndGet();
                pause();
            }
        }

        @Override
        public void messageAcknowledged(
                Transaction transaction, MessageReference message, AckReason reason, ServerConsumer consumer) {
            if (!message.getQueue().getName().toString().equals(QUEUE)) {
                return; // This is an answer of the broker's management.
            }
            acknowledged.incrementAndGet();
            if (transaction != null && sending.contains(transaction.getID())) {
                late.add(transaction.getID());
            }
        }

        private static void pause() {
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
