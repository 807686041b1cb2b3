package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.StandaloneBroker;
import io.stagedoor.testing.TlsRegistry;
import io.stagedoor.testing.receiver.Identity;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.net.SSLOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS between clients and broker: with {@code tls.properties} and passwords, and with
 * {@code client-certificates.properties} and certificates alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private static final String PASSWORDS = "acceptorConfigurations.amqp.params.keyStorePassword=" + Identity.PASSWORD
            + "\nacceptorConfigurations.amqp.params.trustStorePassword=" + Identity.PASSWORD + "\n";

    @TempDir
    static Path folder;

    private Path trust;
    private Path otherTrust;
    private Identity program;
    private Identity producer;
    private Identity stranger;
    private Identity unknown;
    private StandaloneBroker passwords;
    private StandaloneBroker certificates;

    @BeforeAll
    void start() throws Exception {
        Identity server = Identity.create(folder, "localhost");
        program = Identity.create(folder, "stagedoor");
        producer = Identity.create(folder, "backstage");
        stranger = Identity.create(folder, "stranger");
        unknown = Identity.create(folder, "unknown");
        trust = Identity.trust(folder.resolve("trust.p12"), server);
        otherTrust = Identity.trust(folder.resolve("other-trust.p12"), stranger);
        Path clients = Identity.trust(folder.resolve("clients.p12"), program, producer, unknown);
        passwords = StandaloneBroker.create(folder.resolve("passwords"))
                .with("tls.properties")
                .with("secrets.properties", PASSWORDS);
        certificates = StandaloneBroker.create(folder.resolve("certificates"))
                .with("tls.properties")
                .with("client-certificates.properties")
                .with("secrets.properties", PASSWORDS)
                .etc("certificate-users.properties", "stagedoor=CN=stagedoor\nproducer=CN=backstage\n")
                .etc("certificate-roles.properties", "stagedoor=stagedoor\nproducer=producer\n");
        Map<String, String> stores = Map.of(
                "stagedoor.broker.tls.key-store", server.keyStore().toString(),
                "stagedoor.broker.tls.trust-store", clients.toString());
        passwords.start("512m", stores);
        certificates.start("512m", stores);
        passwords.await(StandaloneBroker.ACTIVE);
        certificates.await(StandaloneBroker.ACTIVE);
    }

    @AfterAll
    void stop() throws Exception {
        for (StandaloneBroker broker : new StandaloneBroker[] {passwords, certificates}) {
            if (broker != null) {
                broker.close();
            }
        }
    }

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

    @Test
    void a_command_uses_the_certificates_of_the_program() {
        Map<String, String> settings = settings(certificates);
        settings.put("quarkus.tls.events.key-store.p12.path", program.keyStore().toString());
        settings.put("quarkus.tls.events.key-store.p12.password", Identity.PASSWORD);

        Program command = Program.call(folder, settings, "destinations");

        assertThat(command.exitCode()).as(command.output()).isZero();
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

    @Test
    void a_client_without_tls_is_refused() {
        assertThatThrownBy(() -> new Amqp(passwords.url(), StandaloneBroker.USER, passwords.password()))
                .isInstanceOf(BrokerUnavailable.class);
        assertThatThrownBy(() -> new Amqp(certificates.url(), StandaloneBroker.USER, certificates.password()))
                .isInstanceOf(BrokerUnavailable.class);
    }

    @Test
    void a_client_that_trusts_another_authority_sends_nothing() {
        assertRefused(passwords, otherTrust, null);
        assertRefused(certificates, otherTrust, program);
    }

    @Test
    void a_client_without_a_certificate_or_with_a_foreign_one_is_refused() {
        assertRefused(certificates, trust, null);
        assertRefused(certificates, trust, stranger);
    }

    @Test
    void a_valid_certificate_that_is_in_no_list_gives_no_rights() throws Exception {
        try (Client client = Client.create();
                Connection connection = foreign(client, certificates, trust, unknown, null)) {
            assertThatThrownBy(() ->
                            connection.openSender(Events.TASK).openFuture().get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("Unable to validate user");
        }
    }

    @Test
    void a_producers_certificate_gives_the_rights_of_a_producer() throws Exception {
        try (Client client = Client.create();
                Connection connection = foreign(client, certificates, trust, producer, null)) {
            assertThatThrownBy(() ->
                            connection.openSender("deliver/cmdb").openFuture().get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("does not have permission");
        }
    }

    private void assertRefused(StandaloneBroker broker, Path trusted, Identity who) {
        Tls tls = new Tls(Optional.of(TlsRegistry.of(trusted, who == null ? null : who.keyStore(), new SSLOptions())));
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", url(broker)),
                Optional.of(StandaloneBroker.USER),
                Optional.of(broker.password()),
                Optional.of(tls));
        try (AmqpConnector connector = new AmqpConnector(settings)) {
            assertThatThrownBy(connector::open).isInstanceOf(BrokerUnavailable.class);
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
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> !receiver.requests(id).isEmpty());
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
                        .awaitAccepted(20, TimeUnit.SECONDS);
            }
        };
    }

    /** A client that shares nothing with the program: its own library reads its stores. */
    private static Connection foreign(Client client, StandaloneBroker broker, Path trusted, Identity who, String user)
            throws Exception {
        ConnectionOptions options = new ConnectionOptions();
        options.sslOptions()
                .sslEnabled(true)
                .trustStoreLocation(trusted.toString())
                .trustStorePassword(Identity.PASSWORD)
                .trustStoreType("PKCS12");
        if (who != null) {
            options.sslOptions()
                    .keyStoreLocation(who.keyStore().toString())
                    .keyStorePassword(Identity.PASSWORD)
                    .keyStoreType("PKCS12");
        }
        if (user != null) {
            options.user(user).password(broker.password());
        }
        Connection connection = client.connect("localhost", broker.port(), options);
        connection.openFuture().get(20, TimeUnit.SECONDS);
        return connection;
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

    private static String url(StandaloneBroker broker) {
        return "amqps://localhost:" + broker.port();
    }
}
