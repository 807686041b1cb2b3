package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static io.stagedoor.api.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program is told while the broker is away, and afterwards. */
class BrokerAwayIT {

    /** What only the broker knows. */
    private static final List<String> OF_THE_BROKER = List.of(
            "/api/channels",
            "/api/destinations",
            "/api/destinations/my-service",
            "/api/attempts",
            "/api/dead-letters",
            "/api/events/nobody-knows");

    /** What the program itself knows. */
    private static final List<String> OWN = List.of("/api/routes", "/api/contract", "/api/openapi");

    private static final List<String> ACTIONS = List.of(
            "/api/destinations/my-service/pause",
            "/api/destinations/my-service/resume",
            "/api/destinations/my-service/test");

    private final int port = FreePort.next();
    private final int brokerPort = FreePort.next();
    private final Client client = new Client(port);

    @TempDir
    Path folder;

    @Test
    void each_answer_that_needs_the_broker_says_try_again_until_it_is_back() throws Exception {
        EmbeddedBroker broker = broker();
        try (Program program = program()) {
            readsEverything();
            broker.close();
            // An answer of the last two seconds may still come.
            await().atMost(ApiRig.PATIENCE)
                    .until(() -> client.get(OF_THE_BROKER.get(0)).statusCode() == 503);
            for (int i = 0; i < 2; i++) { // On the connections that were there, and on new ones.
                for (String path : OF_THE_BROKER) {
                    away(client.get(path));
                }
                for (String path : ACTIONS) {
                    away(client.post(path));
                }
            }
            for (String path : OWN) {
                assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(program.output()).doesNotContain("a request failed");
            broker = broker();
            readsEverything();
            json(client.post("/api/destinations/my-service/resume"), 200);
        } finally {
            broker.close();
        }
    }

    private static void away(HttpResponse<String> answer) throws Exception {
        assertThat(problem(answer, 503).path("detail").asText()).contains("broker");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                .as(answer.uri().getPath())
                .isBetween(1L, 60L);
    }

    private void readsEverything() {
        for (String path : OF_THE_BROKER) {
            int found = path.endsWith("nobody-knows") ? 404 : 200;
            await().atMost(ApiRig.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(client.get(path).statusCode()).as(path).isEqualTo(found));
        }
    }

    private EmbeddedBroker broker() throws Exception {
        return EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
    }

    private Program program() {
        return Program.run(
                folder,
                Map.of(
                        "stagedoor.broker.url",
                        "amqp://localhost:" + brokerPort,
                        "stagedoor.routes",
                        Program.routes(folder, "1h").toString(),
                        "stagedoor.http.port",
                        Integer.toString(port),
                        "stagedoor.destination.my-service.url",
                        "http://localhost:1"));
    }
}
