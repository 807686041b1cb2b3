package io.stagedoor.delivery;

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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as JSON, for those who ask for it. */
class JsonLogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = "11111111-0000-4000-8000-000000000000";
    private static final String BAD = "01111111-0000-4000-8000-000000000000";

    @TempDir
    Path folder;

    @Test
    void the_fields_of_an_attempt_are_keys() throws Exception {
        String port = Integer.toString(FreePort.next());
        try (Receiver receiver = new Receiver()) {
            receiver.answers(request -> request.id().equals(GOOD)
                    ? Answer.of(204)
                    : new Answer(503, Map.of(), "\u001b[2J \"hostile\"\n{}"));
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.log.console.json.enabled", "true");
            settings.put("stagedoor.broker.embedded.port", port);
            settings.put("stagedoor.routes", Program.routes(folder, "1h").toString());
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            try (Program program = Program.run(folder, settings);
                    Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
                for (String id : List.of(GOOD, BAD)) {
                    amqp.send(Events.TASK, Events.task(id, "completed").getBytes(StandardCharsets.UTF_8));
                }
                await().until(() -> attempts(program, GOOD).size() == 1
                        && attempts(program, BAD).size() == 1);

                JsonNode delivered = attempts(program, GOOD).get(0);
                assertThat(delivered.path("level").asText()).isEqualTo("INFO");
                assertThat(delivered.path("loggerName").asText()).isEqualTo("io.stagedoor.delivery");
                assertThat(fields(delivered))
                        .containsEntry("destination", "my-service")
                        .containsEntry("channel", Events.TASK)
                        .containsEntry("attempt", "1")
                        .containsEntry("outcome", "delivered")
                        .containsEntry("status", "204")
                        .containsKey("ms")
                        .doesNotContainKey("error");
                JsonNode failed = attempts(program, BAD).get(0);
                assertThat(failed.path("level").asText()).isEqualTo("WARN");
                assertThat(fields(failed)).containsEntry("outcome", "retried").containsEntry("status", "503");
                assertThat(fields(failed).get("error")).contains("hostile").doesNotContain("\u001b");
            }
        }
    }

    /** The lines of attempts of this event at my-service. Every line that begins as JSON has to be JSON. */
    private static List<JsonNode> attempts(Program program, String id) {
        return program.output()
                .substring(0, program.output().lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JsonLogIT::json)
                .filter(line -> line.path("mdc").path("event").asText().equals(id))
                .filter(line -> line.path("mdc").path("destination").asText().equals("my-service"))
                .toList();
    }

    private static Map<String, String> fields(JsonNode line) {
        Map<String, String> fields = new HashMap<>();
        line.path("mdc")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
