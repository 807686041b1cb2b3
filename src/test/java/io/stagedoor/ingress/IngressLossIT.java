package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.TOKEN;
import static io.stagedoor.ingress.IngressRig.task;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.ingress.producer.FailedAttempts;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 202 means what the broker's 'accepted' means: whoever dies after it, the event is routed, and once. */
class IngressLossIT {

    private static final String ARCHIVE = "held/archive";

    @TempDir
    Path folder;

    private IngressRig rig;

    @BeforeEach
    void prepare() {
        rig = new IngressRig(folder);
        rig.settings.put("stagedoor.routes", Program.heldRoutes(folder).toString());
    }

    /** How often each event was routed. */
    private static Map<String, Integer> routed(Amqp amqp) {
        return amqp.routed(TASK, ARCHIVE).stream()
                .map(message -> message.text("event_id"))
                .collect(Collectors.toMap(id -> id, id -> 1, Integer::sum));
    }

    @Test
    void what_was_accepted_is_there_though_the_program_with_its_broker_is_killed_at_once() throws Exception {
        Set<String> accepted = new HashSet<>();
        for (int round = 0; round < 2; round++) {
            Program program = Program.run(folder, rig.settings);
            HttpSender ci = rig.sender(TOKEN);
            List<String> ids = Stream.generate(Events::newId).limit(100).toList();
            String batch = ids.stream().map(IngressRig::task).collect(Collectors.joining("\n"));
            assertThat(ci.lines(TASK, batch).status()).isEqualTo(202);
            String last = Events.newId();
            assertThat(ci.json(TASK, task(last)).status()).isEqualTo(202);
            program.kill();
            accepted.addAll(ids);
            accepted.add(last);
        }
        try (Program next = Program.run(folder, rig.settings);
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + rig.brokerPort)) {
            Map<String, Integer> routed = routed(amqp);
            assertThat(routed.keySet()).isEqualTo(accepted);
            assertThat(routed.values()).containsOnly(1);
        }
    }

    @Test
    void without_the_broker_it_answers_503_and_goes_on_when_it_is_back_and_repeats_are_routed_once() throws Exception {
        String port = Integer.toString(FreePort.next());
        String url = "amqp://localhost:" + port;
        rig.settings.remove("stagedoor.broker.embedded.port");
        rig.settings.put("stagedoor.broker.url", url);
        JavaProcess broker = BrokerProcess.start(folder.resolve("broker"), port, folder.resolve("broker.log"));
        try (Program program = Program.run(folder, rig.settings)) {
            HttpSender ci = rig.sender(TOKEN);
            List<String> ids = Stream.generate(Events::newId).limit(50).toList();
            assertThat(ci.json(TASK, task(ids.get(0))).status()).isEqualTo(202);

            broker.kill();
            Answer away = ci.lines(TASK, ids.stream().map(IngressRig::task).collect(Collectors.joining("\n")));
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isNotEmpty();
            assertThat(away.json().get("detail").asText()).contains("broker", "send it again");

            broker = BrokerProcess.start(folder.resolve("broker"), port, folder.resolve("broker.log"));
            String all = ids.stream().map(IngressRig::task).collect(Collectors.joining("\n"));
            await().until(() -> ci.lines(TASK, all).status() == 202);
            assertThat(ci.lines(TASK, all).status()).isEqualTo(202);
            String sentinel = Events.newId();
            assertThat(ci.json(TASK, task(sentinel)).status()).isEqualTo(202);
            Map<String, Integer> once = new HashMap<>();
            ids.forEach(id -> once.put(id, 1));
            once.put(sentinel, 1);
            try (Amqp amqp = new Amqp(url, null, null)) {
                assertThat(routed(amqp)).isEqualTo(once);
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void a_trace_of_the_sender_goes_with_the_event() throws Exception {
        Files.delete(folder.resolve("routes/scaffolder-task.yaml")); // So that the event stays in its channel.
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json", "traceparent", trace, "tracestate", "a=b", "stagedoor_reason", "x");
        try (Program program = Program.run(folder, rig.settings);
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + rig.brokerPort)) {
            byte[] body = task(Events.newId()).getBytes(UTF_8);
            assertThat(rig.sender(TOKEN).send(TASK, headers, body).status()).isEqualTo(202);

            Amqp.Taken taken = amqp.take(TASK);
            assertThat(taken.bytes()).isEqualTo(body);
            assertThat(taken.properties()).isEqualTo(Map.of("traceparent", trace, "tracestate", "a=b"));
        }
    }

    @Test
    void guessing_ends_soon_and_a_right_token_passes_all_the_same() throws Exception {
        try (Program program = Program.run(folder, rig.settings)) {
            HttpSender guesser = rig.sender("a-token-that-is-guessed");
            for (int i = 0; i < FailedAttempts.MOST; i++) {
                assertThat(guesser.json(TASK, "{}").status()).isEqualTo(401);
            }
            Answer later = guesser.json(TASK, "{}");
            assertThat(later.status()).isEqualTo(429);
            assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(1, 61);
            assertThat(rig.sender(TOKEN).json(TASK, task(Events.newId())).status())
                    .isEqualTo(202);
        }
    }

    @Test
    void without_a_producer_there_is_no_way_in_and_a_wrong_one_stops_the_start() throws Exception {
        rig.settings.keySet().removeIf(key -> key.startsWith("stagedoor.http.producers."));
        try (Program program = Program.run(folder, rig.settings)) {
            Answer answer = rig.sender(TOKEN).json(TASK, task(Events.newId()));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("detail").asText()).contains("stagedoor.http.producers.<name>.token");
        }
        rig.settings.put("stagedoor.http.producers.ci.token", "file:" + folder.resolve("token"));
        rig.settings.put("stagedoor.http.producers.ci.channels", "no/such/channel");
        Program refused = Program.call(folder, rig.settings, "run");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("stagedoor.http.producers.ci.channels", "no/such/channel");
    }
}
