package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What an operator sees of the running program: health, metrics, and their port. */
public class ManagementIT extends ManagementRig {

    @Test
    void ready_goes_down_with_the_broker_and_comes_back_with_it_and_the_program_stays_live() throws Exception {
        EmbeddedBroker broker = broker();
        try (Program program = Program.run(folder, settings)) {
            await().until(() -> management.up("ready"));
            broker.close();
            await().until(() -> !management.up("ready"));
            assertThat(management.up("live")).isTrue();
            assertThat(management.up("started")).isTrue();
            broker = broker();
            await().until(() -> management.up("ready"));
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
                await().until(() -> management.up("ready"));
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
            // A busy machine may keep another thread from its work for as long.
            await().until(() -> !management.up("live")
                    && program.output().contains("not live: destination my-service: its thread"));
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
}
