package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that only a document and a route file know of. */
class FifthChannelIT {

    private static final String CHANNEL = """
            channels:
              policyChange:
                address: backstage/permission/policy
                messages:
                  policyChangeMessage:
                    contentType: application/vnd.example.policy+json
                    payload:
                      type: object
                      required: [policy]
            """;

    private static final String ROUTE = """
            - route:
                id: permission-policy
                from:
                  uri: amqp:queue:backstage/permission/policy
                  steps:
                    - to: json-validator:policyChange
                    - choice:
                        when:
                          - simple: "${variable.action} == 'changed'"
                            steps:
                              - to: amqp:queue:deliver/my-service
            """;

    @TempDir
    Path folder;

    @Test
    void a_fifth_channel_needs_a_document_and_a_route_file_and_no_java() throws Exception {
        Path contract = folder.resolve("five.asyncapi.yaml");
        String bundled = Files.readString(Path.of("src/main/resources/backstage-events.asyncapi.yaml"));
        Files.writeString(contract, bundled.replaceFirst("channels:\\n", CHANNEL));
        Path routes = Program.routes(folder, "1s");
        Files.writeString(routes.resolve("permission-policy.yaml"), ROUTE);
        String port = Integer.toString(FreePort.next());
        try (Receiver receiver = new Receiver();
                Program program = Program.run(
                        folder,
                        Map.of(
                                "stagedoor.contract", contract.toString(),
                                "stagedoor.routes", routes.toString(),
                                "stagedoor.broker.embedded.port", port,
                                "stagedoor.destination.my-service.url", receiver.url()));
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            assertThat(program.output()).contains("backstage/permission/policy");
            String event = "{\"policy\":\"p\",\"eventPayload\":{\"action\":\"changed\"}}";
            amqp.send("backstage/permission/policy", event.getBytes(StandardCharsets.UTF_8));
            amqp.send("backstage/permission/policy", "{}".getBytes(StandardCharsets.UTF_8));
            amqp.send("backstage/permission/policy", "{\"policy\":1}".getBytes(StandardCharsets.UTF_8));

            await().until(() -> receiver.requests().size() == 1);
            assertThat(receiver.requests().get(0).body()).asString().isEqualTo(event);
            assertThat(receiver.requests().get(0).headers())
                    .containsEntry("content-type", "application/vnd.example.policy+json");
            // The choice of this route has no otherwise: what no branch takes is not dropped.
            assertThat(amqp.routed("backstage/permission/policy", "dead-letter/backstage/permission/policy"))
                    .extracting(dead -> dead.text("reason"))
                    .containsExactlyInAnyOrder("invalid", "unrouted");
        }
    }
}
