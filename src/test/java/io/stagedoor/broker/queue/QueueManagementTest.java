package io.stagedoor.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private EmbeddedBroker broker;
    private AmqpConnector connector;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        connector = TestBroker.connector("amqp://localhost:" + port);
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        broker.close();
    }

    @Test
    void a_paused_queue_delivers_nothing_and_stays_paused_after_a_restart_of_the_broker() throws Exception {
        send("one");
        try (QueueManagement management = management()) {
            management.pause(QUEUE);
            assertThat(management.ask(QUEUE)).contains(new QueueState(1, 0, 0, 0, true));
        }
        broker.close();
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        try (Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.takeAll(QUEUE)).isEmpty();
        }

        try (QueueManagement management = management()) {
            assertThat(management.ask(QUEUE).orElseThrow().paused()).isTrue();
            management.resume(QUEUE);
        }
        assertThat(receive()).isEqualTo("one");
    }

    @Test
    void scheduled_messages_are_listed_with_their_properties_and_without_their_body() throws Exception {
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
    void events_are_counted_by_a_property_of_their_messages_waiting_or_at_a_consumer() throws Exception {
        EventCount count = new EventCount("stagedoor_events");
        send("one");
        send(Message.create("twenty").property("stagedoor_events", 20));
        send(Message.create("seven").property("stagedoor_events", 7L));
        send(Message.create("twenty").property("stagedoor_events", 20));
        send(Message.create("odd").property("stagedoor_events", "many"));
        send(Message.create("later").annotation("x-opt-delivery-delay", 60_000L));
        try (QueueManagement management = management();
                Connection connection = connector.open()) {
            QueueState state = management.ask(QUEUE).orElseThrow();
            assertThat(count.due(management, QUEUE, new QueueState(1, 0, 1, 0, false))
                            .sum())
                    .as("only scheduled messages")
                    .isZero();
            assertThat(count.due(management, QUEUE, state)).isEqualTo(new EventCount.Due(49, 0, false));
            Receiver receiver = connection.openReceiver(QUEUE, QueueLinks.receiver());
            receiver.addCredit(2);
            receiver.receive(3, TimeUnit.MINUTES).message();
            receiver.receive(3, TimeUnit.MINUTES).message();
            assertThat(count.due(management, QUEUE, state)).isEqualTo(new EventCount.Due(28, 21, false));
            QueueState many = new QueueState(20_001, 0, 1, 0, false);
            assertThat(count.due(management, QUEUE, many).sum())
                    .as("five messages hold 49")
                    .isEqualTo(196_000);
            EventCount.Due estimate = new EventCount("stagedoor_events").due(management, QUEUE, many);
            assertThat(estimate.sum()).as("of the first 200, which are five").isEqualTo(196_000);
            assertThat(estimate.estimate()).isTrue();
        }
    }

    @Test
    void a_selector_delivers_what_matches_and_browsing_removes_nothing() throws Exception {
        for (int i = 0; i < 450; i++) {
            send(Message.create("event " + i).property("stagedoor_order_key", i % 2 == 0 ? "o'dd" : "b"));
        }
        String selector = "stagedoor_order_key = 'o''dd'";
        try (Connection connection = connector.open()) {
            List<Object> seen = new ArrayList<>();
            new QueueBrowser(connection).browse(QUEUE, message -> seen.add(message.body()));
            assertThat(seen).hasSize(450).startsWith("event 0", "event 1");
            seen.clear();
            new QueueBrowser(connection).browse(QUEUE, selector, message -> seen.add(message.body()));
            assertThat(seen).hasSize(225).startsWith("event 0", "event 2");
            Receiver receiver = QueueLinks.transactional(connection).openReceiver(QUEUE, QueueLinks.receiver(selector));
            receiver.addCredit(1);
            assertThat(receiver.receive(3, TimeUnit.MINUTES).message().body()).isEqualTo("event 0");
        }
    }

    @Test
    void one_of_several_holds_a_lease_and_the_next_gets_it_when_its_connection_ends() throws Exception {
        ConsumerLease.prepare(connector, QUEUE);
        ConsumerLease.prepare(connector, QUEUE);
        try (Connection first = connector.open();
                Connection second = connector.open()) {
            assertThat(ConsumerLease.take(QueueLinks.transactional(first), QUEUE))
                    .isTrue();
            assertThat(ConsumerLease.take(QueueLinks.transactional(second), QUEUE))
                    .isFalse();
            assertThat(ConsumerLease.take(QueueLinks.transactional(second), QUEUE))
                    .isFalse();
            first.close();
            await().until(() -> ConsumerLease.take(QueueLinks.transactional(second), QUEUE));
        }
    }

    @Test
    void a_lease_has_one_holder_after_a_restart_of_the_broker_too() throws Exception {
        ConsumerLease.prepare(connector, QUEUE);
        broker.close();
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
        try (Connection first = connector.open();
                Connection second = connector.open()) {
            assertThat(ConsumerLease.take(QueueLinks.transactional(first), QUEUE))
                    .isTrue();
            assertThat(ConsumerLease.take(QueueLinks.transactional(second), QUEUE))
                    .isFalse();
        }
    }

    @Test
    void the_error_says_what_the_broker_refuses() throws Exception {
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
            sender.send(message.durable(true)).awaitAccepted(3, TimeUnit.MINUTES);
        }
    }

    private String receive() throws Exception {
        try (Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(QUEUE)) {
            var delivery = receiver.receive(3, TimeUnit.MINUTES);
            return delivery == null ? null : (String) delivery.message().body();
        }
    }
}
