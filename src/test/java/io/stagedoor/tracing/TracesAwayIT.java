package io.stagedoor.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Collector;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a collector, and with one that does not work: events arrive as ever, and the program stops as ever. */
class TracesAwayIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    /** More spans than the SDK keeps in memory. */
    private static final int EVENTS = 500;

    @TempDir
    Path folder;

    private final String port = Integer.toString(FreePort.next());
    private Receiver receiver;
    private Collector collector;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        collector = new Collector();
    }

    @AfterEach
    void stop() {
        receiver.close();
        collector.close();
    }

    @Test
    void a_collector_that_is_away_costs_nothing_but_spans() throws Exception {
        collector.close();

        assertThat(deliverAll()).contains("no connection");
    }

    @Test
    void a_collector_that_answers_500_costs_nothing_but_spans() throws Exception {
        collector.answers(500);

        assertThat(deliverAll()).contains("HTTP 500");
        assertThat(collector.requests()).isPositive();
    }

    @Test
    void a_collector_that_hangs_costs_nothing_but_spans() throws Exception {
        collector.hangs();

        assertThat(deliverAll()).contains("no answer in time");
        assertThat(collector.requests()).isPositive();
    }

    /** @return the lines about the collector */
    private String deliverAll() throws Exception {
        try (Program program = program(Map.of(
                        "otel.exporter.otlp.endpoint", collector.url(),
                        "otel.exporter.otlp.timeout", "2s",
                        "otel.bsp.schedule.delay", "100"));
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            List<Message<?>> events = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(Message.create(event(Events.newId())));
            }
            amqp.sendAll(Events.TASK, events);
            await().atMost(LONG).until(() -> receiver.ids().size() == EVENTS);
            await().atMost(LONG).until(() -> program.output().contains("spans are lost"));

            long began = System.nanoTime();
            program.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            assertThat(program.output()).doesNotContain("\tat ").doesNotContain("not delivered");
            return String.join(
                    "\n",
                    program.output()
                            .lines()
                            .filter(line -> line.contains("spans are lost"))
                            .toList());
        }
    }

    @Test
    void without_a_collector_the_context_of_each_producer_goes_through_and_nothing_malformed_does() throws Exception {
        Map<String, String> contexts = new HashMap<>();
        List<Message<?>> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String id = Events.newId();
            contexts.put(id, "00-" + Events.newId().replace("-", "") + "-b7ad6b7169203331-0" + i % 2);
            events.add(Message.create(event(id))
                    .property("traceparent", contexts.get(id))
                    .property("tracestate", "congo=" + i));
        }
        String malformed = Events.newId();
        events.add(Message.create(event(malformed))
                .property("traceparent", "00-" + malformed.replace("-", "") + "-b7ad6b7169203331-01\r\nx-evil: 1")
                .property("tracestate", "congo=1"));
        String none = Events.newId();
        events.add(Message.create(event(none)));
        String retried = contexts.keySet().iterator().next();
        receiver.answers(request ->
                Answer.of(receiver.requests(retried).size() == 1 && retried.equals(request.id()) ? 503 : 204));

        try (Program program = program(Map.of());
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            amqp.sendAll(Events.TASK, events);
            await().atMost(LONG)
                    .until(() -> receiver.ids().size() == 102
                            && receiver.requests(retried).size() == 2);
            assertThat(program.output()).doesNotContain("traces");
        }

        contexts.forEach(
                (id, context) -> assertThat(receiver.requests(id)).allSatisfy(request -> assertThat(request.headers())
                        .containsEntry("traceparent", context)
                        .containsKey("tracestate")));
        for (String id : List.of(malformed, none)) {
            Request request = receiver.requests(id).get(0);
            assertThat(request.headers()).doesNotContainKeys("traceparent", "tracestate", "x-evil");
        }
        assertThat(collector.requests()).isZero();
    }

    @Test
    void a_setting_that_cannot_be_stops_the_start_and_is_named() {
        Program program = Program.call(
                folder,
                Map.of("otel.exporter.otlp.endpoint", collector.url(), "otel.traces.sampler", "sometimes"),
                "run");

        assertThat(program.exitCode()).isNotZero();
        assertThat(program.output()).contains("otel.traces.sampler").doesNotContain("\tat ");
    }

    private static byte[] event(String id) {
        return Events.task(id, "completed").getBytes(StandardCharsets.UTF_8);
    }

    private Program program(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("stagedoor.broker.embedded.port", port);
        settings.put("stagedoor.routes", Program.routes(folder, "300ms,300ms").toString());
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        return Program.run(folder, settings);
    }
}
