package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableEventsTest {

    private static final String CONFIG = "artemis-config/broker.xml";

    @TempDir
    Path folder;

    /** No channel: into messages to a channel the broker writes the time, and refuses those that it cannot write. */
    private static final String UNSTAMPED = "deliver/my-service";

    private final int port = FreePort.next();

    @Test
    void an_event_that_is_not_durable_survives_a_restart_and_arrives_once() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {
            Message<byte[]> message = Message.create(Events.file("location-added.json"));
            message.durable(false).property("of", "the producer").contentType("application/json");
            connection.openSender(Events.LOCATION).send(message).awaitAccepted(3, TimeUnit.MINUTES);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            Amqp.Taken taken = amqp.take(Events.LOCATION);
            assertThat(taken.bytes()).isEqualTo(Events.file("location-added.json"));
            assertThat(taken.properties()).isEqualTo(Map.of("of", "the producer"));
        }
        try (EmbeddedBroker third = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.takeAll(Events.LOCATION)).isEmpty();
        }
    }

    @Test
    void an_event_with_annotations_that_the_broker_cannot_write_survives_too() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {
            Message<byte[]> message = Message.create(Events.file("location-added.json"));
            message.durable(false)
                    .priority((byte) 7)
                    .annotation("x-booleans", new boolean[] {true, false})
                    .annotation("x-numbers", new int[] {1, 2});
            connection.openSender(UNSTAMPED).send(message).awaitAccepted(3, TimeUnit.MINUTES);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                AmqpConnector connector = TestBroker.connector("amqp://localhost:" + port);
                Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(UNSTAMPED, QueueLinks.receiver())) {
            receiver.addCredit(1);
            Delivery delivery = receiver.receive(3, TimeUnit.MINUTES);
            assertThat(delivery.message().body()).isEqualTo(Events.file("location-added.json"));
            assertThat(delivery.message().priority()).isEqualTo((byte) 7);
            assertThat(delivery.message().annotation("x-booleans")).isEqualTo(new boolean[] {true, false});
            delivery.accept();
        }
        try (EmbeddedBroker third = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.takeAll(UNSTAMPED)).isEmpty();
        }
    }

    @Test
    void a_message_in_a_file_of_its_own_is_durable_or_refused() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port);
                Sender sender = connection.openSender(Events.TASK)) {
            assertThat(sender.send(Message.create(new byte[400_000]).durable(false))
                            .awaitSettlement(3, TimeUnit.MINUTES)
                            .remoteState()
                            .getType())
                    .isEqualTo(DeliveryState.Type.REJECTED);
            sender.send(Message.create(new byte[500_000]).durable(true)).awaitAccepted(3, TimeUnit.MINUTES);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.take("dead-letter/" + Events.TASK).bytes()).hasSize(500_000);
        }
    }

    @Test
    void leases_are_not_stored_so_that_the_journal_can_shrink() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {
            connection
                    .openSender("turn/commit/c", QueueLinks.sender())
                    .send(Message.create("turn").durable(false))
                    .awaitAccepted(3, TimeUnit.MINUTES);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.takeAll("turn/commit/c")).isEmpty();
        }
    }
}
