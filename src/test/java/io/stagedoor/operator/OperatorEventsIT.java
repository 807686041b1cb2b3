package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble is itself an event: with {@code examples/operator-events}, a line in the operators' chat. */
class OperatorEventsIT {

    private static final Path EXAMPLE = Path.of("examples/operator-events");
    private static final Duration SOON = Duration.ofMinutes(3);
    /** Begins and ends no full hour while a test runs, as 1h would. */
    private static final String ONE_INTERVAL = "100000h";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final AtomicInteger myServiceAnswers = new AtomicInteger(204);
    private final int brokerPort = FreePort.next();
    private final String url = "amqp://localhost:" + brokerPort;
    private Receiver myService;
    private Receiver chat;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        myService = new Receiver();
        myService.answers(request -> Answer.of(myServiceAnswers.get()));
        chat = new Receiver();
        broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        chat.close();
        myService.close();
    }

    private Map<String, String> settings(String interval) throws IOException {
        Path routes = Program.routes(folder, "1s");
        Files.copy(EXAMPLE.resolve("operator-events.yaml"), routes.resolve("operator-events.yaml"));
        replace(
                EXAMPLE.resolve("destinations/operator-chat.yaml"),
                routes.resolve("destinations/operator-chat.yaml"),
                "schedule: 5s,1m,10m,1h",
                "schedule: \"1s,1s,1s,1s,1s,1s\"");
        Path destination = routes.resolve("destinations/my-service.yaml");
        replace(
                destination,
                destination,
                "        schedule:",
                "        breakerFailures: 2\n        breakerPause: 1s\n        schedule:");
        Map<String, String> settings = new HashMap<>();
        settings.put("stagedoor.broker.url", url);
        settings.put("stagedoor.routes", routes.toString());
        settings.put("stagedoor.destination.my-service.url", myService.url());
        settings.put("stagedoor.destination.operator-chat.url", chat.url());
        settings.put("stagedoor.operator.failing-after", "2s");
        settings.put("stagedoor.operator.dead-letters", "1");
        settings.put("stagedoor.operator.interval", interval);
        return settings;
    }

    private static void replace(Path from, Path to, String old, String replacement) throws IOException {
        String text = Files.readString(from);
        assertThat(text).contains(old);
        Files.writeString(to, text.replace(old, replacement));
    }

    private void send(int tasks) throws Exception {
        try (Amqp amqp = new Amqp(url, null, null)) {
            for (int i = 0; i < tasks; i++) {
                byte[] event = Events.task(Events.newId(), "completed").getBytes(StandardCharsets.UTF_8);
                amqp.send(Events.TASK, event);
            }
        }
    }

    private List<String> told() {
        return chat.requests().stream().map(request -> text(request.body())).toList();
    }

    private static String text(byte[] body) {
        try {
            // Words: Surefire stops to listen to a test whose failure has such a character.
            return JSON.readTree(body)
                    .path("text")
                    .asText()
                    .replace("🔴", "red")
                    .replace("🟢", "green");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitTold(String begin) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told()).anyMatch(line -> line.startsWith(begin)));
    }

    @Test
    void the_chat_learns_what_fails_and_that_it_is_over() throws Exception {
        try (Program program = Program.run(folder, settings("10s"))) {
            assertThat(program.output()).contains("stagedoor/operator  →  operator-events");
            myServiceAnswers.set(503);
            send(4);
            awaitTold("red breaker-opened: the breaker of destination my-service is open");
            awaitTold("red destination-failing: destination my-service fails since ");
            awaitTold("red events-exhausted: ");
            awaitTold("red dead-letters-exceeded: ");

            myServiceAnswers.set(204);
            send(1);
            awaitTold("green breaker-closed: ");
            awaitTold("green destination-recovered: destination my-service answers again");

            myServiceAnswers.set(410);
            send(1);
            awaitTold("red destination-paused: destination my-service answered that it wants no more events");
            myServiceAnswers.set(204);
            Program.call(folder, Map.of("stagedoor.broker.url", url), "destinations", "resume", "my-service");
            awaitTold("green destination-resumed: ");
        }
    }

    @Test
    void a_chat_that_fails_is_told_nothing_about_itself_and_all_the_rest_later() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        chat.answers(request -> Answer.of(failures.getAndDecrement() > 0 ? 500 : 204));
        try (Program program = Program.run(folder, settings("10s"))) {
            myServiceAnswers.set(503);
            send(4);
            awaitTold("red breaker-opened: ");
            await().atMost(SOON).until(() -> failures.get() < 0);
            myServiceAnswers.set(204);
            send(1);
            // Comes last.
            awaitTold("green destination-recovered: ");
            assertThat(told()).isNotEmpty().noneMatch(line -> line.contains("operator-chat"));
            assertThat(program.output()).contains("destination=operator-chat", "outcome=retried");
        }
    }

    @Test
    void two_replicas_that_see_the_same_queue_tell_it_once() throws Exception {
        Map<String, String> settings = settings(ONE_INTERVAL);
        try (Program one = Program.replica("one", folder, settings);
                Program other = Program.replica("other", folder, settings)) {
            try (Amqp amqp = new Amqp(url, null, null)) {
                amqp.send(Events.TASK, "no JSON".getBytes(StandardCharsets.UTF_8));
                amqp.send(Events.TASK, "nor this".getBytes(StandardCharsets.UTF_8));
                for (Program each : List.of(one, other)) {
                    await().atMost(SOON).until(() -> each.output().contains("operator event: dead-letters-exceeded"));
                }
                // The sentinel: other trouble, later.
                amqp.send(Events.ENTITY, "no JSON".getBytes(StandardCharsets.UTF_8));
                amqp.send(Events.ENTITY, "nor this".getBytes(StandardCharsets.UTF_8));
            }
            String queue = "dead letters in dead-letter/";
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(told()).anyMatch(line -> line.contains(queue + Events.ENTITY)));
            assertThat(told())
                    .filteredOn(line -> line.contains(queue + Events.TASK))
                    .hasSize(1);
        }
    }
}
