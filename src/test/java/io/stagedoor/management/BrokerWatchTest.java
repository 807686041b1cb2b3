package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Log;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

    private final Watch seen = new Watch(new SimpleMeterRegistry());

    @Test
    void what_waits_for_a_destination_is_counted_in_events_and_what_is_delayed_is_not() throws Exception {
        try (TestBroker broker = new TestBroker();
                BrokerWatch watch = new BrokerWatch();
                Amqp amqp = new Amqp(broker.url(), null, null)) {
            amqp.send("deliver/x", Message.create("seven").property("stagedoor_events", 7));
            amqp.send("deliver/x", Message.create("one"));
            amqp.send("deliver/x", Message.create("later").annotation("x-opt-delivery-delay", 600_000L));
            amqp.send("channel", Message.create("seven, says who?").property("stagedoor_events", 7));
            watch.start(TestBroker.connector(broker.url()), Set.of(), seen);

            await().until(watch::known);

            assertThat(watch.answers()).isTrue();
            assertThat(watch.due("deliver/x")).isEqualTo(8);
            assertThat(watch.due("deliver/never")).isZero();
            assertThat(watch.queue("deliver/x").orElseThrow().scheduled()).isEqualTo(1);
            assertThat(watch.queue("channel").orElseThrow().messages()).isEqualTo(1);
        }
    }

    @Test
    void a_broker_that_is_gone_does_not_answer() throws Exception {
        try (BrokerWatch watch = new BrokerWatch()) {
            try (TestBroker broker = new TestBroker()) {
                watch.start(TestBroker.connector(broker.url()), Set.of(), seen);
                await().until(watch::known);
            }
            await().until(() -> !watch.answers() && !watch.known());
        }
    }

    @Test
    void a_question_that_was_not_answered_is_asked_again() throws Exception {
        AtomicBoolean refuse = new AtomicBoolean();
        try (TestBroker broker = new TestBroker();
                BrokerWatch watch = new BrokerWatch()) {
            broker.tell(new ActiveMQServerMessagePlugin() {
                @Override
                public void beforeSend(
                        ServerSession session,
                        Transaction tx,
                        org.apache.activemq.artemis.api.core.Message message,
                        boolean direct,
                        boolean noAutoCreate)
                        throws ActiveMQException {
                    if (refuse.get() && "activemq.management".equals(message.getAddress())) {
                        throw new ActiveMQException("busy");
                    }
                }
            });
            watch.start(TestBroker.connector(broker.url()), Set.of(), seen);
            await().until(watch::known);
            refuse.set(true);
            await().until(() -> !watch.known());
            refuse.set(false);
            await().until(watch::known);
            assertThat(watch.answers()).isTrue();
        }
    }

    @Test
    void a_broker_that_is_away_is_logged_once_with_the_cause() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (Log log = new Log("io.stagedoor.management");
                ServerSocket noBroker = new ServerSocket(0);
                BrokerWatch watch = new BrokerWatch()) {
            Thread server = new Thread(() -> hangUp(noBroker, attempts));
            server.start();
            watch.start(TestBroker.connector("amqp://localhost:" + noBroker.getLocalPort()), Set.of(), seen);
            assertThat(seen.brokerAway()).isTrue();
            // The fifth attempt begins when the fourth has failed, and all that it logs is there.
            await().until(() -> attempts.get() >= 5);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("the broker is away", "localhost:" + noBroker.getLocalPort() + ": ");
            assertThat(seen.brokerAway()).isTrue();
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger attempts) {
        try {
            while (true) {
                server.accept().close();
                attempts.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @Test
    void a_broker_that_answers_is_not_away() throws Exception {
        try (TestBroker broker = new TestBroker();
                BrokerWatch watch = new BrokerWatch()) {
            watch.start(TestBroker.connector(broker.url()), Set.of(), seen);
            await().until(() -> !seen.brokerAway());
            assertThat(watch.answers()).isTrue();
        }
    }
}
