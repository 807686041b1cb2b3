package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics over HTTP: what they account for, and who may read them. */
public class MetricsOverHttpIT extends ManagementRig {

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

                await().untilAsserted(this::accountedFor);
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
    void a_token_written_out_stops_the_start_and_is_not_shown() {
        settings.put("stagedoor.metrics.token", TOKEN);
        Program refused = Program.start(folder, settings, "run");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("stagedoor.metrics.token").doesNotContain(TOKEN);
    }
}
