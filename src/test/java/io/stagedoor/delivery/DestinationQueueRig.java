package io.stagedoor.delivery;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.QueueState;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.event.Bundle;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A destination's queue on a real broker: what is sent to it, and what the broker says of it. Events are A1, A2, B1, … */
abstract class DestinationQueueRig {

    static final String QUEUE = "deliver/x";

    @TempDir
    Path folder;

    final int port = FreePort.next();
    int padding;
    EmbeddedBroker broker;
    AmqpConnector connector;

    @BeforeEach
    void startBrokerAndConnect() throws Exception {
        startBroker();
        connector = new AmqpConnector(settings());
    }

    @AfterEach
    void stopBroker() throws Exception {
        connector.close();
        closeBroker();
    }

    /** In the middle of a test, before {@link #startBroker}. */
    void closeBroker() throws Exception {
        broker.close();
    }

    BrokerSettings settings() {
        return new BrokerSettings(
                AmqpUrl.parse("url", "amqp://localhost:" + port), Optional.empty(), Optional.empty(), Optional.empty());
    }

    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    static List<String> names(String key, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            names.add(key + i);
        }
        return names;
    }

    /** A1, B1, A2, B2, … */
    static List<String> mixed(List<String> keys, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            for (String key : keys) {
                names.add(key + i);
            }
        }
        return names;
    }

    void send(String key, int count) throws Exception {
        send(key, 1, count);
    }

    void send(String key, int first, int last) throws Exception {
        send(names(key, first, last));
    }

    void send(List<String> names) throws Exception {
        try (Amqp amqp = amqp()) {
            for (String name : names) {
                amqp.send(
                        QUEUE,
                        Message.create(body(name))
                                .property("stagedoor_event_id", name)
                                .property("stagedoor_channel", "backstage/scaffolder/task"));
            }
        }
    }

    void sendBundle(List<String> names) throws Exception {
        List<Bundle.Member> members = names.stream()
                .map(name -> new Bundle.Member(
                        Map.of("stagedoor_event_id", name, "stagedoor_channel", "backstage/scaffolder/task"),
                        body(name)))
                .toList();
        sendBundle(Bundle.write(members), members.size());
    }

    void sendBundle(byte[] body, Object events) throws Exception {
        try (Amqp amqp = amqp()) {
            amqp.send(QUEUE, Message.create(body).property("stagedoor_events", events));
        }
    }

    byte[] body(String name) {
        return ("{\"eventPayload\":{\"taskId\":\"" + name.charAt(0) + "\"}}" + " ".repeat(padding))
                .getBytes(StandardCharsets.UTF_8);
    }

    Amqp amqp() throws Exception {
        return new Amqp(settings());
    }

    QueueState state() throws Exception {
        return state(QUEUE);
    }

    QueueState state(String queue) throws Exception {
        try (QueueManagement management = management()) {
            return management.ask(queue).orElseThrow();
        }
    }

    long parked() throws Exception {
        long sum = 0;
        try (QueueManagement management = management()) {
            for (String queue : parkedQueues(management)) {
                sum += management.ask(queue).orElseThrow().messages();
            }
        }
        return sum;
    }

    List<String> parkedQueues() throws Exception {
        try (QueueManagement management = management()) {
            return parkedQueues(management);
        }
    }

    private static List<String> parkedQueues(QueueManagement management) throws Exception {
        return management.queues().stream()
                .filter(queue -> queue.startsWith(QUEUE + "/parked/"))
                .toList();
    }

    QueueManagement management() throws Exception {
        return new QueueManagement(connector.open(), Duration.ofSeconds(5));
    }

    void resume() throws Exception {
        try (QueueManagement management = management()) {
            management.resume(QUEUE);
        }
    }
}
