package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a contract that was not written for it: parameters, Avro, no address, patterns of ECMA 262. */
class WildContractIT {

    private static final String CONTRACT = """
            asyncapi: 3.0.0
            info:
              title: Shop
              version: 1.0.0
            channels:
              users:
                address: user/{userId}/signedup
                parameters:
                  userId:
                    description: The id of the user.
                messages:
                  signedUp:
                    payload:
                      type: object
                      required: [user]
                      properties:
                        user: {type: string, pattern: '^\\p{Letter}+$'}
                        tags: {type: array, items: {type: string, pattern: '(x+x+)+y'}}
              replies:
                address: null
                messages: {m: {}}
              raw:
                address: raw
                messages:
                  m:
                    payload:
                      schemaFormat: application/vnd.apache.avro;version=1.9.0
                      schema: {type: record, name: R, fields: []}
            """;

    private static final String ROUTE = """
            - route:
                id: user-%1$s
                from:
                  uri: amqp:queue:user/%1$s/signedup
                  steps:
                    - to:
                        uri: json-validator:users
                    - to:
                        uri: amqp:queue:deliver/my-service
            """;

    @TempDir
    Path folder;

    private final String port = Integer.toString(FreePort.next());
    private final String management = Integer.toString(FreePort.next());

    @Test
    void the_channels_that_can_be_served_work_each_address_of_a_template_for_itself() throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("users.yaml"), ROUTE.formatted("1") + ROUTE.formatted("2"));
        try (Receiver receiver = new Receiver();
                Program program = Program.run(folder, settings(routes, receiver));
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            assertThat(program.output())
                    .contains("the channel replies is not served: ")
                    .contains("the channel raw is not served: ")
                    .contains("user/1/signedup  →  user-1")
                    .contains("user/2/signedup  →  user-2");
            amqp.send("user/1/signedup", bytes("{\"user\":\"Grüße\"}"));
            amqp.send("user/1/signedup", bytes("{\"user\":\"a1\"}"));
            amqp.send("user/2/signedup", bytes("{\"user\":\"abc\\n\"}"));
            amqp.send("user/2/signedup", bytes("{\"user\":\"a\",\"tags\":[\"" + "x".repeat(700) + "\"]}"));
            amqp.send("user/2/signedup", bytes("{\"user\":\"Ende\"}"));

            await().until(() -> receiver.requests().size() == 2);
            assertThat(receiver.requests())
                    .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("{\"user\":\"Grüße\"}", "{\"user\":\"Ende\"}");
            assertThat(amqp.routed("user/1/signedup", "dead-letter/user/1/signedup"))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.text("keyword")).isEqualTo("pattern"));
            assertThat(amqp.routed("user/2/signedup", "dead-letter/user/2/signedup"))
                    .extracting(dead -> dead.text("reason"), dead -> dead.text("error"))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(
                                    "invalid", "does not match the regex pattern ^\\p{Letter}+$"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "invalid",
                                    "a pattern of the contract takes too long to match this event: shorten its"
                                            + " strings, or write the pattern without nested repetitions"));
            assertThat(metrics())
                    .contains("channel=\"user/1/signedup\"")
                    .contains("channel=\"user/2/signedup\"")
                    .contains("queue=\"dead-letter/user/2/signedup\"");
        }
    }

    @Test
    void a_route_that_consumes_a_channel_that_cannot_be_served_stops_the_start() throws Exception {
        Path routes = routes();
        Files.writeString(routes.resolve("raw.yaml"), ROUTE.formatted("x").replace("user/x/signedup", "raw"));
        try (Receiver receiver = new Receiver();
                Program program = Program.call(folder, settings(routes, receiver), "run")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output())
                    .contains(routes.resolve("raw.yaml") + ":4: the channel raw cannot be served: ")
                    .contains("the schema format 'application/vnd.apache.avro;version=1.9.0' is not supported");
        }
    }

    private Path routes() throws Exception {
        Path routes = Program.routes(folder, "1s");
        try (var files = Files.list(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file); // The routes of Backstage's channels, which this contract does not have.
            }
        }
        return routes;
    }

    private Map<String, String> settings(Path routes, Receiver receiver) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "stagedoor.contract",
                Files.writeString(folder.resolve("shop.yaml"), CONTRACT).toString());
        settings.put("stagedoor.routes", routes.toString());
        settings.put("stagedoor.broker.embedded.port", port);
        settings.put("stagedoor.management.port", management);
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        return settings;
    }

    private String metrics() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + management + "/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
