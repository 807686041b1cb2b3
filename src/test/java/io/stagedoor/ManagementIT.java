package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the running program: health, metrics, and their port. */
class ManagementIT {

    private static final String TOKEN = "a-token-for-tests";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final int httpPort = FreePort.next();
    private final int brokerPort = FreePort.next();
    private final Management management = new Management(port);
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void settings() {
        settings.put("stagedoor.broker.url", "amqp://localhost:" + brokerPort);
        settings.put("stagedoor.routes", Program.routes(folder, "1h").toString());
        settings.put("stagedoor.management.port", Integer.toString(port));
        settings.put("stagedoor.http.port", Integer.toString(httpPort));
    }

    @Test
    void ready_goes_down_with_the_broker_and_comes_back_with_it_and_the_program_stays_live() throws Exception {
        EmbeddedBroker broker = broker();
        try (Program program = Program.run(folder, settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> management.up("ready"));
            broker.close();
            await().until(() -> !management.up("ready"));
            assertThat(management.up("live")).isTrue();
            assertThat(management.up("started")).isTrue();
            broker = broker();
            await().atMost(Duration.ofSeconds(60)).until(() -> management.up("ready"));
        } finally {
            broker.close();
        }
    }

    @Test
    void without_a_broker_it_starts_is_live_and_becomes_ready_when_there_is_one() throws Exception {
        try (Program program = Program.run(folder, settings)) {
            assertThat(management.up("started")).isTrue();
            assertThat(management.up("live")).isTrue();
            assertThat(management.up("ready")).isFalse();
            try (EmbeddedBroker broker = broker()) {
                await().atMost(Duration.ofSeconds(60)).until(() -> management.up("ready"));
            }
        }
    }

    @Test
    void a_destination_whose_attempts_never_end_makes_the_program_not_live() throws Exception {
        hangAtMyService();
        settings.put("stagedoor.health.patience", "2s");
        try (EmbeddedBroker broker = broker();
                Program program = Program.run(folder, settings);
                Amqp amqp = new Amqp("amqp://localhost:" + brokerPort, null, null)) {
            assertThat(management.up("live")).isTrue();
            amqp.send(Events.TASK, Events.file("scaffolder-completed.json"));
            await().atMost(Duration.ofSeconds(60)).until(() -> !management.up("live"));
            assertThat(program.output()).contains("not live: destination my-service: its thread");
            assertThat(management.get("health/live").body()).doesNotContain("my-service");
            program.kill();
        }
    }

    private void hangAtMyService() throws Exception {
        Path file = folder.resolve("routes/destinations/my-service.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("        schedule:", "        window: 1\n        schedule:")
                        .replace("steps:\n", "steps:\n        - delay:\n            constant: 600000\n"));
    }

    @Test
    void metrics_account_for_every_event() throws Exception {
        try (EmbeddedBroker broker = broker();
                Receiver receiver = new Receiver()) {
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            receiver.answers(request -> Answer.of(request.id().startsWith("0") ? 503 : 204));
            try (Program program = Program.run(folder, settings);
                    Amqp amqp = new Amqp("amqp://localhost:" + brokerPort, null, null)) {
                for (int i = 0; i < 3; i++) {
                    sendTask(amqp, "11111111-0000-4000-8000-00000000000" + i, "completed");
                }
                sendTask(amqp, "11111111-0000-4000-8000-000000000000", "completed");
                sendTask(amqp, "00000000-0000-4000-8000-000000000000", "completed");
                String noAction =
                        Events.task(Events.newId(), "completed").replaceFirst("\"action\": *\"completed\",", "");
                amqp.send(Events.TASK, noAction.getBytes(StandardCharsets.UTF_8));
                amqp.send(Events.TASK, "no JSON".getBytes(StandardCharsets.UTF_8));

                await().atMost(Duration.ofSeconds(60)).untilAsserted(this::accountedFor);
                String open = "stagedoor_breaker{destination=\"my-service\",state=\"";
                assertThat(management.metric(open + "closed\"}")).isEqualTo(1);
                assertThat(management.metric(open + "open\"}")).isZero();
                assertThat(program.output()).doesNotContain("no metrics");
            }
        }
    }

    private static void sendTask(Amqp amqp, String id, String action) throws Exception {
        amqp.send(Events.TASK, Events.task(id, action).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of seven events three and one are routed, one is a duplicate, and two are dead letters. The unrouted one is
     * archived, too.
     */
    private void accountedFor() {
        String channel = "{channel=\"" + Events.TASK + "\"}";
        assertThat(management.metric("stagedoor_events_taken_total" + channel)).isEqualTo(7);
        assertThat(management.metric("stagedoor_events_routed_total" + channel)).isEqualTo(4);
        assertThat(management.metric("stagedoor_events_duplicate_total" + channel))
                .isEqualTo(1);
        assertThat(dead("invalid")).isEqualTo(1);
        assertThat(dead("unrouted")).isEqualTo(1);
        assertThat(dead("undeliverable")).isZero();
        assertThat(attempts("delivered")).isEqualTo(3);
        assertThat(attempts("retried")).isEqualTo(1);
        assertThat(attempts("rejected")).isZero();
        String destination = "{destination=\"my-service\"}";
        assertThat(management.metric("stagedoor_attempt_duration_seconds_count" + destination))
                .isEqualTo(4);
        assertThat(management.metric("stagedoor_in_flight" + destination)).isZero();
        assertThat(management.metric("stagedoor_archive_lines_total{destination=\"archive\"}"))
                .isEqualTo(5);
        assertThat(management.metric("stagedoor_channel_waiting" + channel)).isZero();
        assertThat(management.metric("stagedoor_destination_waiting" + destination))
                .isZero();
        assertThat(management.metric("stagedoor_destination_later" + destination))
                .isEqualTo(1);
        assertThat(management.metric("stagedoor_destination_paused" + destination))
                .isZero();
        assertThat(management.metric("stagedoor_dead_letters_waiting{queue=\"dead-letter/" + Events.TASK + "\"}"))
                .isEqualTo(2);
        assertThat(management.metric("stagedoor_broker_connected")).isEqualTo(1);
    }

    private double dead(String reason) {
        return management.metric(
                "stagedoor_dead_letters_total{queue=\"dead-letter/" + Events.TASK + "\",reason=\"" + reason + "\"}");
    }

    private double attempts(String outcome) {
        return management.metric("stagedoor_attempts_total{destination=\"my-service\",outcome=\"" + outcome + "\"}");
    }

    @Test
    void beyond_localhost_health_says_up_or_down_and_metrics_ask_for_the_token() throws Exception {
        settings.put("stagedoor.management.host", "0.0.0.0");
        settings.put("stagedoor.metrics.token", "file:" + Files.writeString(folder.resolve("token"), TOKEN));
        try (Program program = Program.run(folder, settings)) {
            assertThat(management.get("health/live").body())
                    .doesNotContain("data")
                    .contains("UP");
            assertThat(management.get("metrics").statusCode()).isEqualTo(401);
            HttpResponse<String> allowed = management.get("metrics", "Authorization", "Bearer " + TOKEN);
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(allowed.body()).contains("stagedoor_events_taken_total", "jvm_memory_used_bytes");
            assertThat(program.output()).doesNotContain(TOKEN);
        }
    }

    /** With raw sockets, because a client normalizes the path itself. */
    @Test
    void no_spelling_of_a_path_leads_around_the_token() throws Exception {
        settings.put("stagedoor.management.host", "0.0.0.0");
        settings.put("stagedoor.metrics.token", "file:" + Files.writeString(folder.resolve("token"), TOKEN));
        try (Program program = Program.run(folder, settings)) {
            for (String target : SPELLINGS) {
                for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
                    String answer = raw(method + " " + target + " HTTP/1.1");
                    assertThat(answer)
                            .as(method + " " + target)
                            .containsPattern("^HTTP/1.1 40[0145] ")
                            .doesNotContain("stagedoor_", "jvm_");
                }
            }
            assertThat(raw("GET /q/health/live HTTP/1.1")).startsWith("HTTP/1.1 200 ");
            assertThat(raw("GET http://localhost/q/health/live HTTP/1.1")).startsWith("HTTP/1.1 200 ");
            assertThat(raw("GET /q/none HTTP/1.1")).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
            assertThat(raw("GET /q/health/../metrics HTTP/1.1\r\nAuthorization: Bearer " + TOKEN))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("stagedoor_events_taken_total");
            assertThat(program.output()).doesNotContain(TOKEN);
        }
    }

    private static final List<String> SPELLINGS = List.of(
            "/q/metrics",
            "/q/metrics/",
            "/q/metrics?",
            "/q/metrics?name[]=x",
            "/q/metrics#x",
            "/q/health/../metrics",
            "/q/health/..//metrics",
            "/q/health/live/../../metrics",
            "/q/health/./../metrics",
            "/q/health/%2e%2e/metrics",
            "/q/health/%2E%2E/metrics",
            "/q/health/.%2e/metrics",
            "/q/health/%2e%2e%2fmetrics",
            "/q/health%2f..%2fmetrics",
            "/q/health/%252e%252e/metrics",
            "/q/health/..;/metrics",
            "/q/health;/../metrics",
            "/q/health/..\\metrics",
            "/q/health/..%5cmetrics",
            "/q/%6detrics",
            "//q/metrics",
            "/q//metrics",
            "/./q/metrics",
            "/q/health/../../../q/metrics",
            "/Q/Metrics",
            "q/metrics",
            "*",
            "http://localhost/q/metrics",
            "http://localhost/q/health/../metrics",
            "http://user@localhost//q/metrics",
            "https://localhost/q/./metrics");

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write((head + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void beyond_localhost_without_a_token_metrics_are_refused() {
        settings.put("stagedoor.management.host", "0.0.0.0");
        try (Program program = Program.run(folder, settings)) {
            HttpResponse<String> refused = management.get("metrics");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("stagedoor.metrics.token").doesNotContain("events_taken");
        }
    }

    @Test
    void the_program_listens_on_the_ports_of_http_and_management_alone_and_the_tools_nowhere() throws Exception {
        try (Program program = Program.run(folder, settings)) {
            assertThat(program.listening()).containsExactlyInAnyOrder(port, httpPort);
        }
        try (ServerSocket taken = new ServerSocket(port)) {
            assertThat(Program.call(folder, settings, "validate", "missing.json")
                            .output())
                    .doesNotContain("port");
            Program refused = Program.start(folder, settings, "run");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .startsWith("stagedoor: port " + port + " on localhost cannot be opened")
                    .contains("stagedoor.management.port")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_token_written_out_stops_the_start_and_is_not_shown() {
        settings.put("stagedoor.metrics.token", TOKEN);
        Program refused = Program.start(folder, settings, "run");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("stagedoor.metrics.token").doesNotContain(TOKEN);
    }

    private EmbeddedBroker broker() throws Exception {
        return EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
    }
}
