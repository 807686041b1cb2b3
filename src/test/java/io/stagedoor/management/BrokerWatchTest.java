package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.Amqp;
import java.time.Duration;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void what_waits_for_a_destination_is_counted_in_events_and_what_is_delayed_is_not() throws Exception {
        try (TestBroker broker = new TestBroker();
                BrokerWatch watch = new BrokerWatch();
                Amqp amqp = new Amqp(broker.url(), null, null)) {
            amqp.send("deliver/x", Message.create("seven").property("stagedoor_events", 7));
            amqp.send("deliver/x", Message.create("one"));
            amqp.send("deliver/x", Message.create("later").annotation("x-opt-delivery-delay", 600_000L));
            amqp.send("channel", Message.create("seven, says who?").property("stagedoor_events", 7));
            watch.start(TestBroker.connector(broker.url()), Set.of());

            await().atMost(SOON).until(watch::known);

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
                watch.start(TestBroker.connector(broker.url()), Set.of());
                await().atMost(SOON).until(watch::known);
            }
            await().atMost(SOON).until(() -> !watch.answers() && !watch.known());
        }
    }
}
