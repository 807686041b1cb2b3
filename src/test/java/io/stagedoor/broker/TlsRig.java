package io.stagedoor.broker;

import io.stagedoor.testing.StandaloneBroker;
import io.stagedoor.testing.receiver.Identity;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two brokers with TLS: with {@code tls.properties} and passwords, and with {@code client-certificates.properties} and
 * certificates alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TlsRig {

    private static final String PASSWORDS = "acceptorConfigurations.amqp.params.keyStorePassword=" + Identity.PASSWORD
            + "\nacceptorConfigurations.amqp.params.trustStorePassword=" + Identity.PASSWORD + "\n";

    @TempDir
    static Path folder;

    Path trust;
    Path otherTrust;
    Identity program;
    Identity producer;
    Identity stranger;
    Identity unknown;
    StandaloneBroker passwords;
    StandaloneBroker certificates;

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

    /** A client that shares nothing with the program: its own library reads its stores. */
    static Connection foreign(Client client, StandaloneBroker broker, Path trusted, Identity who, String user)
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
        connection.openFuture().get(3, TimeUnit.MINUTES);
        return connection;
    }

    static String url(StandaloneBroker broker) {
        return "amqps://localhost:" + broker.port();
    }
}
