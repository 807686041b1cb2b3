package io.stagedoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program whose routes send to queues that nobody consumes, and a heart that beats on another channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FuzzRig {

    static final int MESSAGES = Integer.getInteger("fuzz.messages", 2_000);
    static final long SEED = Long.getLong("fuzz.seed", 20);
    static final int PRODUCERS = 6;
    static final long BEAT_MS = 100;

    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    int port;
    Program program;
    AmqpConnector strangers;
    AmqpConnector connector;
    Amqp amqp;

    @BeforeAll
    void start() throws Exception {
        port = FreePort.next();
        String url = "amqp://localhost:" + port;
        program = Program.run(
                folder,
                Map.of(
                        "stagedoor.broker.embedded.port",
                        Integer.toString(port),
                        "stagedoor.routes",
                        Program.heldRoutes(folder).toString()));
        Credential credential =
                Credential.read(BrokerSettings.folder(folder.resolve("data"))).orElseThrow();
        BrokerSettings anybody =
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty());
        strangers = new AmqpConnector(anybody, PATIENCE);
        connector = new AmqpConnector(anybody.as(credential), PATIENCE);
        amqp = Amqp.inside(folder, url);
    }

    @AfterAll
    void stop() throws Exception {
        amqp.close();
        connector.close();
        strangers.close();
        program.close();
    }

    void beat(AtomicBoolean beating, Map<String, Long> beats) throws Exception {
        String build = Events.text("techdocs-build.json");
        while (beating.get()) {
            String id = Events.newId();
            amqp.send(
                    Events.BUILD,
                    build.replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", id).getBytes(StandardCharsets.UTF_8));
            long start = System.nanoTime();
            beats.put(id, start);
            await().pollInterval(Duration.ofMillis(BEAT_MS))
                    .ignoreExceptionsInstanceOf(IOException.class) // The machine may be busy: who asks waits 5 s.
                    .until(() -> waiting(Events.BUILD) == 0);
        }
    }

    /** Where something stays, its bytes say what it is. */
    void awaitNone(String queue) throws Exception {
        try {
            await().ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(waiting(queue)).isZero());
        } catch (ConditionTimeoutException stays) {
            try (Connection connection = connector.open();
                    Receiver receiver = connection.openReceiver(queue, QueueLinks.browser(Optional.empty()))) {
                receiver.addCredit(1);
                Delivery delivery = receiver.receive(3, TimeUnit.SECONDS);
                String bytes = delivery == null
                        ? "no browser is shown it"
                        : HexFormat.of().formatHex(delivery.rawInputStream().readAllBytes());
                throw new AssertionError(queue + ": " + queueState(queue) + ": " + bytes, stays);
            }
        }
    }

    Optional<QueueState> queueState(String queue) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), PATIENCE)) {
            return management.ask(queue);
        }
    }

    long waiting(String queue) throws Exception {
        return queueState(queue).map(QueueState::messages).orElse(0L);
    }
}
