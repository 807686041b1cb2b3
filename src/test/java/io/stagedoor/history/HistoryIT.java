package io.stagedoor.history;

import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.history.read.BrokerHistory;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivery history of running programs, asked as another program asks it: by the broker alone. */
class HistoryIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final HistoryFilter MY_SERVICE = HistoryFilter.ALL.at(Set.of("my-service"));

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private final Map<String, String> settings = new HashMap<>();
    private EmbeddedBroker broker;
    private AmqpConnector connector;
    private BrokerHistory history;
    private Receiver receiver;
    private Amqp amqp;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        connector = TestBroker.connector(url);
        history = new BrokerHistory(connector);
        receiver = new Receiver();
        amqp = new Amqp(url, null, null);
        Path routes = Program.routes(folder, "1h");
        Path route = routes.resolve("destinations/my-service.yaml");
        Files.writeString(
                route,
                Files.readString(route).stripTrailing() + "\n              header.key: \"X-Api-Key: file:"
                        + folder.resolve("key") + "\"\n");
        Files.writeString(folder.resolve("key"), "s3cret-of-the-receiver");
        settings.put("stagedoor.broker.url", url);
        settings.put("stagedoor.routes", routes.toString());
        settings.put("stagedoor.destination.my-service.url", receiver.url());
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        receiver.close();
        history.close();
        connector.close();
        broker.close();
    }

    @Test
    void deliveries_and_failures_are_recorded_with_all_that_was_sent_and_answered_and_survive_a_kill()
            throws Exception {
        receiver.answers(request -> new Answer(
                new String(request.body(), UTF_8).contains("\"failed\"") ? 503 : 200,
                Map.of("X-Trace", "7", "Set-Cookie", "session=1"),
                "you sent " + request.headers().get("x-api-key") + " " + "x".repeat(2_000)));
        Program program = Program.run(folder, settings);
        String delivered = send("completed");
        String failed = send("failed");

        AttemptRecord success = awaited(HistoryFilter.ofEvent(delivered).at(Set.of("my-service")));
        AttemptRecord failure = awaited(HistoryFilter.ofEvent(failed).at(Set.of("my-service")));
        AttemptRecord archived = awaited(HistoryFilter.ofEvent(failed).at(Set.of("archive")));
        program.kill();

        assertThat(success.outcome()).isEqualTo("delivered");
        assertThat(success.status()).isEqualTo(200);
        assertThat(success.error()).isNull();
        assertThat(success.event().channel()).isEqualTo(TASK);
        assertThat(success.event().subject()).isEqualTo("824d9006-8afe-4bcb-b78c-b56755c3a084");
        assertThat(success.event().body()).asString(UTF_8).isEqualTo(Events.task(delivered, "completed"));
        RecordedExchange exchange = success.exchange();
        assertThat(exchange.address()).matches("(127\\.0\\.0\\.1|\\[[0:]*1\\]):[0-9]+");
        assertThat(exchange.requestHeaders())
                .containsEntry("webhook-id", delivered)
                .containsEntry("x-api-key", "***")
                .containsKey("webhook-signature");
        assertThat(exchange.responseHeaders()).containsEntry("x-trace", "7").containsEntry("set-cookie", "***");
        assertThat(exchange.responseBody()).startsWith("you sent *** xxx").hasSizeLessThanOrEqualTo(1_024);
        assertThat(exchange.truncated()).isTrue();

        assertThat(failure.outcome()).isEqualTo("retried");
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.error()).startsWith("HTTP 503: you sent ***");
        assertThat(Duration.between(failure.start(), failure.nextAttempt()))
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(90));
        assertThat(archived.exchange()).isNull();
        assertThat(archived.outcome()).isEqualTo("delivered");

        // Another process finds it after the kill, and so does the command line.
        assertThat(history.attempt(success.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(success);
        Program command = Program.call(folder, settings, "attempts", "--status", "5xx", "--json");
        assertThat(command.output())
                .contains("\"id\":\"" + failure.id() + "\"")
                .doesNotContain(delivered, "s3cret-of-the-receiver");
    }

    @Test
    void a_stop_keeps_the_last_attempt_and_another_replica_adds_its_own() throws Exception {
        String first;
        try (Program program = Program.run(folder, settings)) {
            first = send("completed");
            await().atMost(SOON).until(() -> receiver.ids().containsKey(first));
        }
        assertThat(events(MY_SERVICE)).containsExactly(first);

        try (Program one = Program.replica("one", folder, settings);
                Program two = Program.replica("two", folder, settings)) {
            for (int i = 0; i < 200; i++) {
                send("completed");
            }
            await().atMost(SOON).until(() -> events(MY_SERVICE).size() == 201);
            assertThat(events(MY_SERVICE)).doesNotHaveDuplicates().last().isEqualTo(first);
            assertThat(history.page(MY_SERVICE, 100, null).attempts()).hasSize(100);
        }
    }

    @Test
    void with_a_size_of_0_nothing_is_recorded() throws Exception {
        settings.put("stagedoor.history.size", "0");
        try (Program program = Program.run(folder, settings)) {
            String event = send("completed");
            await().atMost(SOON).until(() -> receiver.ids().containsKey(event));
        }
        assertThat(events(HistoryFilter.ALL)).isEmpty();
    }

    private String send(String action) throws Exception {
        String id = Events.newId();
        amqp.send(TASK, Events.task(id, action).getBytes(UTF_8));
        return id;
    }

    private AttemptRecord awaited(HistoryFilter filter) {
        return await().atMost(SOON)
                .until(() -> history.page(filter, 10, null).attempts(), attempts -> !attempts.isEmpty())
                .get(0);
    }

    private List<String> events(HistoryFilter filter) throws Exception {
        return history.page(filter, 1_000, null).attempts().stream()
                .map(attempt -> attempt.event().id())
                .toList();
    }
}
