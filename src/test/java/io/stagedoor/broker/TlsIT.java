package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.StandaloneBroker;
import io.stagedoor.testing.receiver.Identity;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events over TLS: the program and its commands, with the certificates that Quarkus' TLS registry reads. */
class TlsIT extends TlsRig {

    @Test
    void events_flow_to_the_program_over_tls_with_a_password() throws Exception {
        Map<String, String> settings = settings(passwords);
        settings.put("stagedoor.broker.user", StandaloneBroker.USER);
        settings.put("stagedoor.broker.password", passwords.password());

        flow("with-password", settings, foreign(passwords, trust, null, StandaloneBroker.PRODUCER));
    }

    @Test
    void events_flow_to_the_program_over_tls_with_certificates_and_no_password() throws Exception {
        Map<String, String> settings = settings(certificates);
        settings.put(
                "quarkus.tls.events.key-store.pem.0.cert", program.certificate().toString());
        settings.put("quarkus.tls.events.key-store.pem.0.key", program.key().toString());

        flow("with-certificate", settings, foreign(certificates, trust, producer, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p12", "jks"})
    void a_command_uses_the_certificates_of_the_program(String format) throws Exception {
        boolean jks = format.equals("jks");
        Map<String, String> settings = settings(certificates);
        settings.keySet().removeIf(key -> key.startsWith("quarkus.tls."));
        for (String store : List.of("trust-store", "key-store")) {
            Path pkcs12 = store.equals("trust-store") ? trust : program.keyStore();
            String key = "quarkus.tls.events." + store + "." + format;
            settings.put(key + ".path", (jks ? Identity.jks(pkcs12) : pkcs12).toString());
            settings.put(key + ".password", Identity.PASSWORD);
        }

        // On a busy machine the broker may not answer in time.
        await().untilAsserted(() -> {
            Program command = Program.call(folder, settings, "destinations");
            assertThat(command.exitCode()).as(command.output()).isZero();
        });
    }

    @Test
    void a_key_of_an_earlier_version_stops_program_and_command_and_names_the_new_one() {
        Map<String, String> settings = Map.of("stagedoor.broker.tls.trust-store", trust.toString());

        for (String command : List.of("run", "destinations")) {
            Program refused = Program.call(folder, settings, command);

            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.output()).contains("quarkus.tls.<name>.trust-store.p12.path");
        }
    }

    /** A valid event of a foreign client becomes a webhook, an invalid one a dead letter. */
    private void flow(String name, Map<String, String> settings, ForeignSender sender) throws Exception {
        Path work = Files.createDirectories(folder.resolve(name));
        try (Receiver receiver = new Receiver()) {
            settings.put("stagedoor.destination.my-service.url", receiver.url());
            Program running = Program.run(work, settings);
            try {
                String id = Events.newId();
                sender.send(Events.task(id, "completed"));
                await().until(() -> !receiver.requests(id).isEmpty());
                // A missing right would be a warning, too.
                assertThat(running.output()).doesNotContain("WARN").doesNotContain(Identity.PASSWORD);
            } finally {
                running.close();
            }
        }
    }

    @FunctionalInterface
    private interface ForeignSender {
        void send(String event) throws Exception;
    }

    private static ForeignSender foreign(StandaloneBroker broker, Path trusted, Identity who, String user) {
        return event -> {
            try (Client client = Client.create();
                    Connection connection = foreign(client, broker, trusted, who, user);
                    Sender sender = connection.openSender(Events.TASK)) {
                sender.send(Message.create(event.getBytes(StandardCharsets.UTF_8))
                                .durable(true))
                        .awaitAccepted(3, TimeUnit.MINUTES);
            }
        };
    }

    private Map<String, String> settings(StandaloneBroker broker) {
        Map<String, String> settings = new HashMap<>();
        settings.put("stagedoor.broker.url", url(broker));
        settings.put("stagedoor.broker.tls", "events");
        settings.put("quarkus.tls.events.trust-store.p12.path", trust.toString());
        settings.put("quarkus.tls.events.trust-store.p12.password", Identity.PASSWORD);
        settings.put(
                "stagedoor.routes",
                Program.routes(folder.resolve("routes-" + broker.port()), "1s").toString());
        return settings;
    }
}
