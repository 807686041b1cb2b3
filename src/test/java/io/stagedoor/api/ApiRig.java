package io.stagedoor.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real program with its embedded broker, a receiver of webhooks, and a client of the API. One for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiRig {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    final Map<String, String> settings = new HashMap<>();
    final int port = FreePort.next();
    final int brokerPort = FreePort.next();
    Path folder;
    Receiver receiver;
    Program program;
    Amqp amqp;
    Client client;

    /** Adds settings before the start. */
    void prepare() throws Exception {}

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        this.folder = folder;
        receiver = new Receiver();
        settings.put("stagedoor.http.port", Integer.toString(port));
        settings.put("stagedoor.broker.embedded.port", Integer.toString(brokerPort));
        settings.put("stagedoor.routes", Program.routes(folder, "1h").toString());
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        prepare();
        program = Program.run(folder, settings);
        amqp = Amqp.inside(folder, "amqp://localhost:" + brokerPort);
        client = new Client(port);
    }

    @AfterAll
    void end() throws Exception {
        amqp.close();
        program.close();
        receiver.close();
    }

    /** Waits for the end of the job that an answer tells. */
    JsonNode ended(JsonNode job) throws Exception {
        String path = "/api/jobs/" + job.path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> !Client.json(client.get(path), 200).path("ended").isNull());
        return Client.json(client.get(path), 200);
    }

    /** A line of the audit with all these words. */
    void awaitAudit(String... words) {
        await().atMost(PATIENCE).until(() -> program.output()
                .lines()
                .anyMatch(
                        line -> line.contains("[audit]") && Arrays.stream(words).allMatch(line::contains)));
    }
}
