package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Identity;
import io.stagedoor.testing.receiver.TlsReceiver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program reaches a receiver is configuration: read when it starts, by names that it does not know before. */
public class WebhookWayIT {

    @TempDir
    Path folder;

    @Test
    void an_event_arrives_by_mutual_tls_once_the_client_certificate_was_replaced_by_a_good_one() throws Exception {
        Vertx vertx = Vertx.vertx();
        Identity localhost = Identity.create(folder, "localhost");
        Identity us = Identity.create(folder, "stagedoor");
        Identity stranger = Identity.create(folder, "stranger");
        String port = Integer.toString(FreePort.next());
        try (TlsReceiver receiver = new TlsReceiver(vertx, localhost, us);
                Program program = Program.run(
                        folder,
                        settings(
                                port,
                                "https://localhost:" + receiver.port() + "/",
                                "tls: cmdb",
                                Map.of(
                                        "quarkus.tls.cmdb.trust-store.pem.certs",
                                        localhost.certificate().toString(),
                                        "quarkus.tls.cmdb.key-store.pem.0.cert",
                                        stranger.certificate().toString(),
                                        "quarkus.tls.cmdb.key-store.pem.0.key",
                                        stranger.key().toString(),
                                        "quarkus.tls.cmdb.reload-period",
                                        "1s")));
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            amqp.send(Events.BUILD, Events.file("techdocs-build.json"));
            await().until(() -> program.output().contains("the receiver wants a client certificate"));
            assertThat(receiver.requests()).isEmpty();

            Files.copy(us.certificate(), stranger.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(us.key(), stranger.key(), StandardCopyOption.REPLACE_EXISTING);

            await().until(() -> receiver.requests().size() == 1);
            assertThat(receiver.requests().get(0).client()).isEqualTo("CN=stagedoor");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
        }
    }

    @Test
    void a_tls_configuration_that_does_not_exist_stops_the_start() {
        Program program = refused("https://localhost:8443/", "tls: nobody", Map.of());

        assertThat(program.output()).contains("tls=nobody").contains("quarkus.tls.nobody.");
    }

    @Test
    void an_address_that_the_egress_rule_forbids_stops_the_start() {
        Program program = refused("http://169.254.169.254/latest", "connections: 4", Map.of());
        assertThat(program.output()).contains("169.254.169.254 is link-local, where events never go");

        Program byKey = refused("http://127.0.0.1/", "connections: 4", Map.of("stagedoor.egress.loopback", "false"));
        assertThat(byKey.output()).contains("127.0.0.1 is loopback, and stagedoor.egress.loopback is false");
    }

    @Test
    void an_invalid_range_stops_the_start() {
        Program program = refused("http://localhost/", "connections: 4", Map.of("stagedoor.egress.deny", "10.0.0.1/8"));

        assertThat(program.output()).contains("stagedoor.egress.deny=10.0.0.1/8 is invalid");
    }

    private Program refused(String url, String option, Map<String, String> more) {
        String port = Integer.toString(FreePort.next());
        Program program = Program.call(folder, settings(port, url, option, more), "run");
        assertThat(program.exitCode()).isNotZero();
        assertThat(program.output()).doesNotContain("Stagedoor runs");
        return program;
    }

    private Map<String, String> settings(String port, String url, String option, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("stagedoor.routes", routes(option).toString());
        settings.put("stagedoor.broker.embedded.port", port);
        settings.put("stagedoor.destination.my-service.url", url);
        return settings;
    }

    /** The shipped routes with one more option for the webhook. */
    private Path routes(String option) {
        Path routes = Program.routes(folder, "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s");
        Path file = routes.resolve("destinations/my-service.yaml");
        try {
            String secret = "              secret: ";
            Files.writeString(file, Files.readString(file).replace(secret, "              " + option + "\n" + secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return routes;
    }
}
