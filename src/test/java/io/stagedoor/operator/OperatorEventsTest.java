package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Log;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** What a real broker gets. */
class OperatorEventsTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String QUEUE = "stagedoor/operator";

    private final Watch watch = new Watch(new SimpleMeterRegistry());
    private final AtomicBoolean refuses = new AtomicBoolean();

    private OperatorEvents events(TestBroker broker, BrokerWatch broken) {
        return new OperatorEvents(
                TestBroker.connector(broker.url()),
                watch,
                broken,
                new OperatorSettings(Duration.ofMinutes(5), 100, Duration.ofHours(1), "/backstage"),
                Duration.ofMinutes(5),
                Set.of(QUEUE),
                Set.of(),
                Clock.systemUTC());
    }

    private final class Refusing implements ActiveMQServerMessagePlugin {
        @Override
        public void beforeSend(
                ServerSession session,
                Transaction tx,
                org.apache.activemq.artemis.api.core.Message message,
                boolean direct,
                boolean noAutoCreate)
                throws ActiveMQException {
            if (refuses.get() && QUEUE.equals(message.getAddress())) {
                throw new ActiveMQException("full");
            }
        }
    }

    @Test
    void trouble_becomes_one_persistent_message_with_an_id() throws Exception {
        watch.destination("cmdb")
                .breaker(() -> Optional.of(new DestinationHealth.OpenBreaker(Instant.EPOCH, Instant.EPOCH)));
        try (TestBroker broker = new TestBroker();
                BrokerWatch asks = new BrokerWatch();
                OperatorEvents events = events(broker, asks);
                Amqp amqp = new Amqp(broker.url(), null, null)) {
            asks.start(TestBroker.connector(broker.url()), Set.of(), watch);
            events.start();

            Amqp.Taken message = amqp.take(QUEUE);

            var event = new ObjectMapper().readTree(message.bytes());
            assertThat(event.at("/eventPayload/action").asText()).isEqualTo("breaker-opened");
            assertThat(event.at("/eventPayload/subject").asText()).isEqualTo("cmdb");
            assertThat(message.properties())
                    .containsEntry("_AMQ_DUPL_ID", event.at("/metadata/eventId").asText());
        }
    }

    @Test
    void what_the_broker_refuses_is_sent_when_it_takes_it() throws Exception {
        refuses.set(true);
        watch.destination("cmdb")
                .breaker(() -> Optional.of(new DestinationHealth.OpenBreaker(Instant.EPOCH, Instant.EPOCH)));
        try (TestBroker broker = new TestBroker();
                BrokerWatch asks = new BrokerWatch();
                OperatorEvents events = events(broker, asks);
                Log log = new Log("io.stagedoor.operator");
                Amqp amqp = new Amqp(broker.url(), null, null)) {
            broker.tell(new Refusing());
            asks.start(TestBroker.connector(broker.url()), Set.of(), watch);
            events.start();
            await().atMost(SOON).until(() -> !log.warnings().isEmpty());
            assertThat(log.warnings().get(0)).startsWith("operator events cannot be sent, and wait: ");

            refuses.set(false);

            assertThat(new String(amqp.take(QUEUE).bytes())).contains("breaker-opened");
        }
    }
}
