package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.QueueLinks;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableEventsTest {

    private static final String CONFIG = "artemis-config/broker.xml";

    @TempDir
    Path folder;

    private final int port = FreePort.next();

    @Test
    void an_event_that_is_not_durable_outlives_the_broker_and_comes_once() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {
            Message<byte[]> message = Message.create(Events.file("location-added.json"));
            message.durable(false).property("of", "the producer").contentType("application/json");
            connection.openSender(Events.LOCATION).send(message).awaitAccepted(10, TimeUnit.SECONDS);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            Amqp.Taken taken = amqp.take(Events.LOCATION);
            assertThat(taken.bytes()).isEqualTo(Events.file("location-added.json"));
            assertThat(taken.properties()).isEqualTo(Map.of("of", "the producer"));
        }
        try (EmbeddedBroker third = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.drain(Events.LOCATION, 500)).isEmpty();
        }
    }

    @Test
    void whose_turn_it_is_is_not_stored_so_that_the_journal_can_become_small() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, CONFIG);
                Client client = Client.create();
                Connection connection = client.connect("localhost", port)) {
            connection
                    .openSender("turn/commit/c", QueueLinks.sender())
                    .send(Message.create("turn").durable(false))
                    .awaitAccepted(10, TimeUnit.SECONDS);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port, CONFIG);
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.drain("turn/commit/c", 500)).isEmpty();
        }
    }
}
