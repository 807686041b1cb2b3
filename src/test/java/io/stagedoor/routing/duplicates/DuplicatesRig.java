package io.stagedoor.routing.duplicates;

import static io.stagedoor.testing.Events.TASK;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A program whose routes send to queues that nobody consumes, so that each shows what was routed, and how often. */
abstract class DuplicatesRig {

    static final String ARCHIVE = "held/archive";

    @TempDir
    Path folder;

    final int port = FreePort.next();
    final String url = "amqp://localhost:" + port;
    final Map<String, String> settings = new HashMap<>();
    EmbeddedBroker broker;
    Amqp amqp;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        settings.put("stagedoor.broker.url", url);
        settings.put("stagedoor.routes", Program.heldRoutes(folder).toString());
        amqp = new Amqp(url, null, null);
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        broker.close();
    }

    static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> Events.newId()).toList();
    }

    void send(String channel, List<String> ids) throws Exception {
        amqp.sendAll(channel, messages(ids));
    }

    static List<Message<byte[]>> messages(List<String> ids) {
        return ids.stream()
                .map(id -> Message.create(Events.task(id, "completed").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** How often each event of {@link Events#TASK} was routed since this was asked last. */
    Map<String, Integer> routed() {
        return routed(amqp);
    }

    static Map<String, Integer> routed(Amqp client) {
        return count(client.routed(TASK, ARCHIVE));
    }

    static Map<String, Integer> once(List<String> ids) {
        Map<String, Integer> once = new TreeMap<>();
        ids.forEach(id -> once.put(id, 1));
        return once;
    }

    static Map<String, Integer> count(List<Amqp.Taken> taken) {
        Map<String, Integer> count = new TreeMap<>();
        taken.forEach(message -> count.merge(message.text("event_id"), 1, Integer::sum));
        return count;
    }
}
