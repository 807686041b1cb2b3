package io.stagedoor.monitoring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and alerts ask for metrics, labels and values that the running program has. */
class MetricsIT {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? [^ ]+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** Labels that Prometheus adds to each metric. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    @TempDir
    Path folder;

    @Test
    void every_metric_label_and_value_that_they_name_is_in_a_scrape() throws Exception {
        int port = FreePort.next();
        Management management = new Management(port);
        try (Receiver receiver = new Receiver()) {
            receiver.answers(request -> Answer.of(request.id().startsWith("0") ? 503 : 204));
            try (Program program = program(port, receiver.url())) {
                await().atMost(SOON)
                        .until(() -> management.metric(
                                        "stagedoor_attempts_total{destination=\"my-service\",outcome=\"delivered\"}")
                                == 2);
                await().atMost(SOON)
                        .until(() -> management.metric(
                                        "stagedoor_destination_oldest_seconds" + "{destination=\"my-service\"}")
                                > 0);
                String dead = "stagedoor_dead_letters_oldest_seconds{queue=\"dead-letter/" + Events.TASK + "\"}";
                await().atMost(SOON).until(() -> management.metric(dead) > 0);
                Map<String, Map<String, Set<String>>> scraped =
                        scraped(management.get("metrics").body());

                MonitoringFiles.expressions()
                        .forEach((name, expressions) -> expressions.forEach(
                                expression -> assertAnswered(name, Expression.of(expression), scraped)));
                assertThat(management.metric("stagedoor_delivery_latency_seconds_count"
                                + "{destination=\"my-service\",since=\"accepted\"}"))
                        .isEqualTo(2);
                assertThat(management.metric("stagedoor_channel_oldest_seconds{channel=\"" + Events.TASK + "\"}"))
                        .isZero();
            }
        }
    }

    /** Two events are delivered, one waits for its next attempt, one is a dead letter. */
    private Program program(int port, String url) throws Exception {
        String broker = Integer.toString(FreePort.next());
        Map<String, String> settings = new HashMap<>();
        settings.put("stagedoor.broker.embedded.port", broker);
        settings.put("stagedoor.routes", Program.routes(folder, "1h").toString());
        settings.put("stagedoor.management.port", Integer.toString(port));
        settings.put("stagedoor.destination.my-service.url", url);
        Program program = Program.run(folder, settings);
        try (Amqp amqp = new Amqp("amqp://localhost:" + broker, null, null)) {
            for (String first : List.of("0", "1", "2")) {
                String event = Events.task(first + "1111111-0000-4000-8000-000000000000", "completed");
                amqp.send(Events.TASK, event.getBytes(StandardCharsets.UTF_8));
            }
            amqp.send(Events.TASK, "no JSON".getBytes(StandardCharsets.UTF_8));
        }
        return program;
    }

    /** Metrics by name, with the values of each label. */
    private static Map<String, Map<String, Set<String>>> scraped(String body) {
        Map<String, Map<String, Set<String>>> all = new HashMap<>();
        body.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            Map<String, Set<String>> labels = all.computeIfAbsent(sample.group(1), name -> new HashMap<>());
            if (sample.group(2) != null) {
                for (Matcher label = LABEL.matcher(sample.group(2)); label.find(); ) {
                    labels.computeIfAbsent(label.group(1), name -> new HashSet<>())
                            .add(label.group(2));
                }
            }
        });
        return all;
    }

    private static void assertAnswered(
            String name, Expression expression, Map<String, Map<String, Set<String>>> scraped) {
        assertThat(scraped.keySet()).as(name).containsAll(expression.metrics().keySet());
        assertThat(expression.metrics()).as(name).isNotEmpty();
        expression
                .metrics()
                .forEach((metric, labels) -> labels.forEach((label, value) -> {
                    assertThat(scraped.get(metric)).as(name + ": " + metric).containsKey(label);
                    if (!value.isEmpty()) {
                        assertThat(scraped.get(metric).get(label))
                                .as(name + ": " + metric)
                                .contains(value);
                    }
                }));
        Set<String> known = expression.metrics().keySet().stream()
                .flatMap(metric -> scraped.get(metric).keySet().stream())
                .collect(toSet());
        known.addAll(OF_PROMETHEUS);
        known.addAll(expression.made());
        assertThat(known).as(name).containsAll(expression.grouped());
    }
}
