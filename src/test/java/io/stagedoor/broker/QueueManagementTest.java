package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueManagementTest {

    private static final String QUEUE = "deliver/cmdb";
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private EmbeddedBroker broker;
    private AmqpConnector connector;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        connector = new AmqpConnector(new BrokerSettings(
                AmqpUrl.parse("url", "amqp://localhost:" + port),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        broker.close();
    }

    @Test
    void a_paused_queue_gives_out_nothing_and_stays_paused_over_a_restart_of_the_broker() throws Exception {
        send("one");
        try (QueueManagement management = management()) {
            management.pause(QUEUE);
            assertThat(management.ask(QUEUE)).contains(new QueueState(1, 0, 0, true));
        }
        broker.close();
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        assertThat(receive(500)).isNull();

        try (QueueManagement management = management()) {
            assertThat(management.ask(QUEUE).orElseThrow().paused()).isTrue();
            management.resume(QUEUE);
        }
        assertThat(receive(5_000)).isEqualTo("one");
    }

    @Test
    void what_waits_for_its_time_is_listed_with_its_properties_and_without_its_body() throws Exception {
        send(Message.create("the body")
                .property("stagedoor_due", "2030-01-01T00:00:00Z")
                .annotation("x-opt-delivery-delay", 60_000L));
        try (QueueManagement management = management()) {
            assertThat(management.ask(QUEUE).orElseThrow().scheduled()).isEqualTo(1);
            JsonNode scheduled = management.scheduled(QUEUE);
            assertThat(scheduled).hasSize(1);
            assertThat(scheduled.toString()).contains("2030-01-01T00:00:00Z").doesNotContain("the body");
        }
    }

    @Test
    void an_exclusive_queue_gives_all_to_one_consumer_and_then_to_the_next() throws Exception {
        try (QueueManagement management = management()) {
            management.makeExclusive(QUEUE);
            management.makeExclusive(QUEUE);
        }
        try (Connection first = connector.open();
                Connection second = connector.open()) {
            Receiver one = first.openReceiver(QUEUE);
            one.openFuture().get();
            Receiver two = second.openReceiver(QUEUE);
            two.openFuture().get();
            for (int i = 0; i < 6; i++) {
                send("event " + i);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(one.receive(5, TimeUnit.SECONDS).message().body()).isEqualTo("event " + i);
            }
            assertThat(two.receive(300, TimeUnit.MILLISECONDS)).isNull();
            first.close();
            for (int i = 3; i < 6; i++) {
                assertThat(two.receive(5, TimeUnit.SECONDS).message().body()).isEqualTo("event " + i);
            }
        }
    }

    @Test
    void a_queue_that_is_there_becomes_exclusive_too_and_stays_so_over_a_restart() throws Exception {
        send("one");
        try (QueueManagement management = management()) {
            management.makeExclusive(QUEUE);
        }
        broker.close();
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        try (Connection first = connector.open();
                Connection second = connector.open()) {
            Receiver one = first.openReceiver(QUEUE);
            one.openFuture().get();
            assertThat(one.receive(5, TimeUnit.SECONDS).message().body()).isEqualTo("one");
            Receiver two = second.openReceiver(QUEUE);
            two.openFuture().get();
            send("two");
            send("three");
            assertThat(two.receive(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void what_the_broker_refuses_is_said() throws Exception {
        try (QueueManagement management = management()) {
            assertThat(management.ask("no/such")).isEmpty();
            assertThatThrownBy(() -> management.pause("no/such"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pause of queue.no/such");
        }
    }

    private QueueManagement management() throws Exception {
        return new QueueManagement(connector.open(), SOON);
    }

    private void send(String body) throws Exception {
        send(Message.create(body));
    }

    private void send(Message<?> message) throws Exception {
        try (Connection connection = connector.open();
                Sender sender = connection.openSender(QUEUE)) {
            sender.send(message.durable(true)).awaitAccepted(5, TimeUnit.SECONDS);
        }
    }

    private String receive(long millis) throws Exception {
        try (Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(QUEUE)) {
            var delivery = receiver.receive(millis, TimeUnit.MILLISECONDS);
            return delivery == null ? null : (String) delivery.message().body();
        }
    }
}
