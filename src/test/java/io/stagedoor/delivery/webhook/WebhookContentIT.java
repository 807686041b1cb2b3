package io.stagedoor.delivery.webhook;

import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.stagedoor.signing.Ed25519Key;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination that maps, formats, signs and authorizes, as a user writes it, in the running program. */
public class WebhookContentIT {

    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String DESTINATION = """
            - route:
                id: my-service
                from:
                  uri: delivery:my-service
                  parameters:
                    schedule: 1h
                  steps:
                    - transform:
                        jq:
                          expression: |
                            {text: "\\(.eventPayload.action) by \\(.eventPayload.createdBy + "")", entity: .eventPayload.entity}
                    - to:
                        uri: webhook:my-service
                        parameters:
                          url: "{{stagedoor.destination.my-service.url}}"
                          secret: "{{stagedoor.destination.my-service.secret}}"
                          format: cloudevents-structured
                          header.team: "X-Team: platform, v=1"
                          header.key: "X-Team-Key: file:{{my.client-secret}}"
                          oauth2TokenUrl: "{{my.token-url}}"
                          oauth2ClientId: cmdb
                          oauth2ClientSecret: "file:{{my.client-secret}}"
            """;

    @TempDir
    Path folder;

    @Test
    void a_mapped_signed_and_authorized_cloud_event_arrives_and_what_cannot_be_mapped_is_a_dead_letter_at_once()
            throws Exception {
        Ed25519Key key = Ed25519Key.generate();
        Path secret = Files.writeString(folder.resolve("secret"), WHSEC + "\n" + key.whsk() + "\n");
        Path clientSecret = Files.writeString(folder.resolve("client-secret"), "hunter2");
        Path routes = Program.routes(folder, "1h");
        Files.writeString(routes.resolve("destinations/my-service.yaml"), DESTINATION);
        String port = Integer.toString(FreePort.next());
        try (Receiver receiver = new Receiver();
                Receiver tokens = new Receiver()) {
            tokens.answers(request -> new Answer(
                    200, Map.of(), "{\"access_token\":\"t-1\",\"token_type\":\"Bearer\",\"expires_in\":60}"));
            Map<String, String> settings = Map.of(
                    "stagedoor.routes", routes.toString(),
                    "stagedoor.broker.embedded.port", port,
                    "stagedoor.cloudevents.source", "https://backstage.example.com/",
                    "stagedoor.destination.my-service.url", receiver.url(),
                    "stagedoor.destination.my-service.secret", "file:" + secret,
                    "my.token-url", tokens.url(),
                    "my.client-secret", clientSecret.toString());
            try (Program program = Program.run(folder, settings);
                    Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
                String id = Events.newId();
                amqp.send(TASK, Events.task(id, "completed").getBytes(UTF_8));
                Request request = await().until(() -> receiver.requests(id), requests -> !requests.isEmpty())
                        .get(0);

                CloudEvent event = HttpMessageFactory.createReaderFromMultimap(request.headerLists(), request.body())
                        .toEvent();
                assertThat(event.getType()).isEqualTo("io.backstage.scaffolder.task.completed");
                assertThat(event.getSource()).hasToString("https://backstage.example.com/");
                assertThat(event.getData().toBytes())
                        .asString(UTF_8)
                        .isEqualTo("{\"text\":\"completed by user:development/guest\",\"entity\":null}");
                assertThat(request.headers())
                        .containsEntry("x-team", "platform, v=1")
                        .containsEntry("x-team-key", "hunter2")
                        .containsEntry("authorization", "Bearer t-1");
                new Webhook(WHSEC).verify(new String(request.body(), UTF_8), request.headerLists());
                assertThat(signedBy(key, request)).isTrue();

                // An entity's event has no createdBy, and null and a text make a text: the number makes it fail.
                String bad = Events.text("catalog-created-ledger.json")
                        .replace("\"action\": \"created\",", "\"action\": \"created\", \"createdBy\": 7,");
                amqp.send(ENTITY, bad.getBytes(UTF_8));
                Taken dead = amqp.take("dead-letter/deliver/my-service");
                assertThat(dead.text("reason")).isEqualTo("undeliverable");
                assertThat(dead.text("attempts")).isEqualTo("1");
                assertThat(dead.text("error")).matches("the step transform in line \\d+ cannot process this event: .*");
                assertThat(new String(dead.bytes(), UTF_8)).isEqualTo(bad);
                assertThat(program.output()).doesNotContain("hunter2", "t-1", WHSEC, key.whsk());
            }
        }
    }

    private static boolean signedBy(Ed25519Key key, Request request) {
        String signature = request.headers().get("webhook-signature").split(" ")[1];
        long timestamp = Long.parseLong(request.headers().get("webhook-timestamp"));
        return key.publicKey().verifies(signature, request.id(), timestamp, request.body());
    }
}
