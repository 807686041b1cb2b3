package io.stagedoor;

import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.NativeExecutable;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command of the native executable, with what its work is on: a broker, files, a receiver. */
@NativeExecutable
class NativeCommandsIT {

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final Map<String, String> settings = new HashMap<>();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        settings.put("stagedoor.broker.url", "amqp://localhost:" + port);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void without_the_url_of_a_broker_it_says_in_one_line_what_to_do() {
        Program program = Program.call(folder, Map.of());

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output().lines())
                .containsExactly(
                        "stagedoor: a native executable has no embedded broker: set stagedoor.broker.url to your"
                                + " own (STAGEDOOR_BROKER_URL=amqp://localhost:5672), or run the Java program");
    }

    @Test
    void in_an_empty_folder_it_runs_with_the_contract_and_the_routes_inside_it() {
        try (Program program = Program.run(folder, settings)) {
            assertThat(program.output())
                    .contains("Backstage Events System 1.0.0, backstage-events.asyncapi.yaml (bundled)")
                    .contains("backstage/catalog/entity  →  catalog-entity")
                    .contains("backstage/catalog/location  →  catalog-location")
                    .contains("backstage/scaffolder/task  →  scaffolder-task")
                    .contains("backstage/techdocs/build  →  techdocs-build")
                    .contains("deliver/archive  →  ")
                    .contains("deliver/my-service  →  ");
        }
    }

    @Test
    void a_wrong_route_file_stops_the_start_with_file_line_and_cause() throws Exception {
        Path routes = Program.routes(folder, "1s");
        settings.put("stagedoor.routes", routes.toString());
        Path file = routes.resolve("catalog-entity.yaml");
        String good = Files.readString(file);
        for (String wrong : new String[] {
            good.replace("deliver/archive", "deliver/nobody"),
            good.replace("- choice:", "- choise:"),
            good.replace("json-validator:catalogEntityChange", "json-validator:nothing"),
            good.replace("amqp:queue:deliver/archive", "ampq:queue:deliver/archive")
        }) {
            Files.writeString(file, wrong);
            Program program = Program.call(folder, settings, "run");
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output()).matches("stagedoor: \\S+catalog-entity\\.yaml:[0-9]+: .+\\R");
        }
    }

    @Test
    void what_needs_no_broker_answers() {
        assertThat(call(0, "--version")).startsWith("stagedoor ");
        assertThat(call(0, "--help")).contains("dead-letters", "destinations", "public-key");
        assertThat(call(0, "public-key", "--new", "file:" + folder.resolve("key")))
                .contains("whpk_");
        assertThat(call(0, "validate", "--channel", ENTITY, example("catalog-created-ledger.json")))
                .contains("valid");
    }

    @Test
    void an_event_that_does_not_fit_is_explained() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.json"), Events.task("7", "completed"), StandardCharsets.UTF_8);

        assertThat(call(1, "validate", "--channel", TASK, bad.toString())).contains("/metadata/eventId", "uuid");
    }

    @Test
    void an_event_that_was_sent_is_received_with_a_verified_signature_and_a_dead_letter_is_found_and_sent_again() {
        String url = Integer.toString(FreePort.next());
        settings.put("stagedoor.destination.my-service.url", "http://localhost:" + url + "/");
        Program program = Program.run(folder, settings); // First: it makes the secret.
        Program receiver =
                Program.start(folder, settings, "receive", "--port", url, "--secret", "file:data/secrets/my-service");
        try (program) {
            await().until(() -> receiver.output().contains(url));
            call(0, "send", "--channel", ENTITY, example("catalog-created-ledger.json"));
            await().until(() -> receiver.output().contains("verified"));

            call(0, "send", "--channel", TASK, example("scaffolder-open.json"));
            call(0, "send", "--channel", TASK, example("techdocs-build.json"));
            await().until(() -> call(0, "dead-letters", "list").contains("invalid"));
            String id = "5118d7cb-a958-561e-93e1-5d5a2f8551eb";
            assertThat(call(0, "dead-letters", "show", id)).contains("scaffolder", "/eventPayload/action", "enum");
            assertThat(call(0, "dead-letters", "list", "--json")).contains("\"" + id + "\"");
            assertThat(call(0, "dead-letters", "redrive", id)).contains("1 ");
            await().until(() -> call(0, "dead-letters", "list").contains("invalid"));
            call(0, "dead-letters", "discard", "--all", "--yes");
            assertThat(call(0, "channels")).contains(TASK);
            assertThat(call(0, "channels", "--json")).contains("\"" + TASK + "\"");

            assertThat(call(0, "destinations")).contains("my-service");
            call(0, "destinations", "pause", "my-service");
            assertThat(call(0, "destinations", "--json")).contains("my-service");
            call(0, "destinations", "resume", "my-service");
            call(0, "destinations", "attempts", "my-service");
            assertThat(program.output()).contains("delivered destination=my-service");
        } finally {
            receiver.kill();
        }
    }

    private String call(int exitCode, String... arguments) {
        Program program = Program.call(folder, settings, arguments);
        assertThat(program.exitCode()).as(program.output()).isEqualTo(exitCode);
        return program.output();
    }

    private static String example(String name) {
        return Path.of("examples/events", name).toAbsolutePath().toString();
    }
}
