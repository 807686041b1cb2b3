package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hundred destinations fail at the same time: who reads log and chat learns of all, and is not buried. */
class StormIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int DESTINATIONS = 300;
    private static final int EVENTS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final int brokerPort = FreePort.next();

    private static List<String> failing() {
        return IntStream.range(0, DESTINATIONS).mapToObj(i -> "bad-" + i).toList();
    }

    /** One channel, each of whose events goes to all of them and to one that takes it. */
    private Path routes(String bad, String good, String operators) throws Exception {
        Path routes = folder.resolve("routes");
        Path destinations = Files.createDirectories(routes.resolve("destinations"));
        List<String> all = new ArrayList<>(failing());
        all.add("good");
        Files.writeString(
                routes.resolve("task.yaml"),
                route(
                        "task",
                        "amqp:queue:" + Events.TASK,
                        all.stream()
                                .map(name -> "- to: amqp:queue:deliver/" + name)
                                .collect(Collectors.joining("\n"))));
        Files.writeString(
                routes.resolve("operator.yaml"),
                route("operator", "amqp:queue:stagedoor/operator", "- to: amqp:queue:deliver/operators"));
        for (String name : failing()) {
            Files.writeString(destinations.resolve(name + ".yaml"), destination(name, bad));
        }
        Files.writeString(destinations.resolve("good.yaml"), destination("good", good));
        Files.writeString(destinations.resolve("operators.yaml"), destination("operators", operators));
        return routes;
    }

    private static String destination(String name, String url) {
        return route(
                name, "delivery:" + name + "?schedule=RAW(1s,1s)", "- to: \"webhook:" + name + "?url=" + url + "\"");
    }

    private static String route(String id, String from, String steps) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: \"" + from + "\"\n      steps:\n" + steps.indent(8);
    }

    @Test
    void log_and_operator_events_tell_of_all_of_them_in_few_lines() throws Exception {
        try (Receiver bad = new Receiver();
                Receiver good = new Receiver();
                Receiver operators = new Receiver()) {
            bad.answers(request -> Answer.of(503));
            Instant begin = Instant.now();
            Map<String, String> settings = Map.of(
                    "stagedoor.broker.embedded.port", Integer.toString(brokerPort),
                    "stagedoor.operator.failing-after", "2s",
                    "stagedoor.routes",
                            routes(bad.url(), good.url(), operators.url()).toString());
            try (Program program = Program.run(folder, settings);
                    Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + brokerPort)) {
                for (int i = 0; i < EVENTS; i++) {
                    amqp.send(
                            Events.TASK,
                            Events.task(Events.newId(), "completed").getBytes(StandardCharsets.UTF_8));
                }
                await().atMost(SOON).untilAsserted(() -> assertThat(told(operators, "breaker-opened"))
                        .containsAll(failing()));
                await().atMost(SOON).until(() -> program.output().contains("left out of the log, failed"));
                assertThat(good.ids()).as("no other destination notices").hasSize(EVENTS);
                assertThat(bad.requests()).as("a storm").hasSizeGreaterThan(1_000);
                assertThat(operators.requests()).hasSizeLessThan(100);
                long warnings = program.output()
                        .lines()
                        .filter(line -> line.contains(" WARN "))
                        .count();
                System.out.printf(
                        "storm: %d attempts, %d warnings, %d operator events%n",
                        bad.requests().size(), warnings, operators.requests().size());
                long minutes = Duration.between(begin, Instant.now()).toMinutes() + 1;
                assertThat(warnings)
                        .as("a line for each breaker, one a minute for each destination, and 50 in ten seconds")
                        .isLessThan(DESTINATIONS + minutes * (DESTINATIONS + 6 * 50) + 100);
                assertThat(failing())
                        .allMatch(name -> program.output().contains("destination=" + name + " "), "is in the log");
            }
        }
    }

    /** The destinations that events of this action are about. */
    private static Set<String> told(Receiver operators, String action) throws Exception {
        Set<String> subjects = new TreeSet<>();
        for (Receiver.Request request : operators.requests()) {
            JsonNode event = JSON.readTree(request.body()).path("eventPayload");
            if (event.path("action").asText().equals(action)) {
                subjects.add(event.path("subject").asText());
                event.path("subjects").forEach(name -> subjects.add(name.asText()));
            }
        }
        return subjects;
    }
}
