package io.stagedoor.delivery.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.wire.Bundle;
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

/** A destination's queue on a real broker: sends events to it, and reads its state. Events are A1, A2, B1, … */
public abstract class DestinationQueueRig {

    public static final String QUEUE = "deliver/x";

    /** A busy machine takes its time. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    final String destination;
    final String queue;
    final int port = FreePort.next();
    int padding;
    EmbeddedBroker broker;
    public AmqpConnector connector;

    protected DestinationQueueRig() {
        this("x");
    }

    DestinationQueueRig(String destination) {
        this.destination = destination;
        this.queue = "deliver/" + destination;
    }

    @BeforeEach
    public void startBrokerAndConnect() throws Exception {
        startBroker();
        connector = new AmqpConnector(settings(), PATIENCE);
    }

    @AfterEach
    public void stopBroker() throws Exception {
        connector.close();
        closeBroker();
    }

    /** Stops the broker in the middle of a test, before {@link #startBroker}. */
    public void closeBroker() throws Exception {
        broker.close();
    }

    public BrokerSettings settings() {
        return new BrokerSettings(
                AmqpUrl.parse("url", "amqp://localhost:" + port), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    public static List<String> names(String key, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            names.add(key + i);
        }
        return names;
    }

    /** A1, B1, A2, B2, … */
    public static List<String> mixed(List<String> keys, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            for (String key : keys) {
                names.add(key + i);
            }
        }
        return names;
    }

    public void send(String key, int count) throws Exception {
        send(key, 1, count);
    }

    public void send(String key, int first, int last) throws Exception {
        send(names(key, first, last));
    }

    public void send(List<String> names) throws Exception {
        try (Amqp amqp = amqp()) {
            for (String name : names) {
                amqp.send(
                        queue,
                        Message.create(body(name))
                                .property("stagedoor_event_id", name)
                                .property("stagedoor_channel", "backstage/scaffolder/task"));
            }
        }
    }

    public void sendBundle(List<String> names) throws Exception {
        List<Bundle.Member> members = names.stream()
                .map(name -> new Bundle.Member(
                        Map.of("stagedoor_event_id", name, "stagedoor_channel", "backstage/scaffolder/task"),
                        body(name)))
                .toList();
        sendBundle(Bundle.write(members), members.size());
    }

    public void sendBundle(byte[] body, Object events) throws Exception {
        try (Amqp amqp = amqp()) {
            amqp.send(queue, Message.create(body).property("stagedoor_events", events));
        }
    }

    public byte[] body(String name) {
        return ("{\"eventPayload\":{\"taskId\":\"" + name.charAt(0) + "\"}}" + " ".repeat(padding))
                .getBytes(StandardCharsets.UTF_8);
    }

    public Amqp amqp() throws Exception {
        return new Amqp(settings());
    }

    public QueueState state() throws Exception {
        return state(queue);
    }

    public QueueState state(String queue) throws Exception {
        try (QueueManagement management = management()) {
            return management.ask(queue).orElseThrow();
        }
    }

    JsonNode scheduled() throws Exception {
        try (QueueManagement management = management()) {
            return management.scheduled(queue);
        }
    }

    public long parked() throws Exception {
        long sum = 0;
        try (QueueManagement management = management()) {
            for (String parked : parkedQueues(management)) {
                sum += management.ask(parked).orElseThrow().messages();
            }
        }
        return sum;
    }

    public List<String> parkedQueues() throws Exception {
        try (QueueManagement management = management()) {
            return parkedQueues(management);
        }
    }

    private List<String> parkedQueues(QueueManagement management) throws Exception {
        return management.queues().stream()
                .filter(name -> name.startsWith(queue + "/parked/"))
                .toList();
    }

    public QueueManagement management() throws Exception {
        return new QueueManagement(connector.open(), PATIENCE);
    }

    public void resume() throws Exception {
        try (QueueManagement management = management()) {
            management.resume(queue);
        }
    }
}
