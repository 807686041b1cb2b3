package io.stagedoor;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a process, a real broker and a real HTTP server. Subclasses choose the broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlowRig {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    Receiver receiver;
    Program program;
    Amqp amqp;

    /** Starts the program on a broker, and a client on the same one. */
    void start(Map<String, String> brokerSettings, String url, String user, String password) throws Exception {
        receiver = new Receiver();
        Map<String, String> settings = new HashMap<>(brokerSettings);
        Path routes = Program.routes(folder, "300ms,300ms");
        failOnStartedBuilds(routes.resolve("techdocs-build.yaml"));
        settings.put("stagedoor.routes", routes.toString());
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        program = Program.run(folder, settings);
        amqp = user == null ? Amqp.inside(folder, url) : new Amqp(url, user, password);
    }

    static void failOnStartedBuilds(Path route) throws IOException {
        String indent = " ".repeat(18);
        String failure = indent + "- throwException:\n"
                + indent + "    exceptionType: java.lang.IllegalStateException\n"
                + indent + "    message: boom\n";
        Files.writeString(route, Files.readString(route).replace(indent + "- log:", failure + indent + "- log:"));
    }

    @AfterAll
    void stop() {
        if (program == null) {
            return; // Skipped: there was no broker to be had.
        }
        amqp.close();
        program.close();
        receiver.close();
    }

    @AfterEach
    void receiverIsWellAgain() {
        receiver.answers(request -> Answer.of(204));
    }

    /** @return the event's id */
    String send(String channel, String event) throws Exception {
        amqp.send(channel, event.getBytes(StandardCharsets.UTF_8));
        return id(event.getBytes(StandardCharsets.UTF_8));
    }

    Request posted(String id) {
        return await().until(() -> receiver.requests(id), requests -> !requests.isEmpty())
                .get(0);
    }

    static String id(byte[] event) throws IOException {
        return JSON.readTree(event).at("/metadata/eventId").textValue();
    }

    List<JsonNode> archived(String channel, String id) throws IOException {
        Path archive = folder.resolve("data/archive").resolve(channel);
        List<JsonNode> found = new ArrayList<>();
        if (Files.exists(archive)) {
            try (Stream<Path> files = Files.list(archive)) {
                for (Path file : files.toList()) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode json = JSON.readTree(line);
                        if (json.path("id").textValue().equals(id)) {
                            found.add(json);
                        }
                    }
                }
            }
        }
        return found;
    }
}
