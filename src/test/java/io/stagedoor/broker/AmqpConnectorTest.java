package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.TlsRegistry;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmqpConnectorTest {

    private static final String STORE_PASSWORD = "changeit";

    private static BrokerSettings settings(String url, Optional<Tls> tls) {
        return new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), tls);
    }

    @Test
    void the_next_address_is_used_when_the_first_does_not_answer() throws Exception {
        String nobody = "amqp://localhost:" + FreePort.next();
        try (TestBroker broker = new TestBroker();
                AmqpConnector connector = new AmqpConnector(settings(nobody + "," + broker.url(), Optional.empty()));
                Connection connection = connector.open()) {
            assertThat(connection.openSender("some/queue").openFuture().get().address())
                    .isEqualTo("some/queue");
        }
    }

    @Test
    void when_no_address_answers_each_is_named_with_its_reason() {
        String first = "amqp://localhost:" + FreePort.next();
        String second = "amqp://no-such-host.invalid:5672";
        try (AmqpConnector connector = new AmqpConnector(settings(first + "," + second, Optional.empty()))) {
            assertThatThrownBy(connector::open)
                    .isInstanceOf(BrokerUnavailable.class)
                    .hasMessageContaining(first + ": Connection refused")
                    .hasMessageContaining(second + ": ");
        }
    }

    @Test
    void the_error_says_in_words_that_a_name_does_not_resolve() {
        try (AmqpConnector connector =
                new AmqpConnector(settings("amqp://no-such-host.invalid:5672", Optional.empty()))) {
            for (int i = 0; i < 3; i++) { // The resolver's message differs from the second time on.
                assertThatThrownBy(connector::open)
                        .hasMessage("no broker at amqp://no-such-host.invalid:5672:"
                                + " the name no-such-host.invalid does not resolve");
            }
        }
    }

    @Test
    void the_error_says_in_words_that_a_server_is_no_broker() throws Exception {
        try (ServerSocket closing = new ServerSocket(0);
                AmqpConnector plain =
                        new AmqpConnector(settings("amqp://localhost:" + closing.getLocalPort(), Optional.empty()));
                TestBroker broker = new TestBroker();
                AmqpConnector tls =
                        new AmqpConnector(settings("amqps://localhost:" + broker.port(), Optional.empty()))) {
            Thread server = new Thread(() -> {
                try {
                    closing.accept().close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            server.start();
            assertThatThrownBy(plain::open)
                    .hasMessageContaining("localhost:" + closing.getLocalPort() + ": ")
                    .message()
                    .matches(".*: .* .* .*");
            assertThatThrownBy(tls::open).message().matches(".*: .* .* .*");
        }
    }

    @Test
    void a_server_that_accepts_and_never_answers_ends_in_a_time_out() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                AmqpConnector connector = new AmqpConnector(
                        settings("amqp://localhost:" + silent.getLocalPort(), Optional.empty()),
                        Duration.ofSeconds(1))) {
            assertThatThrownBy(connector::open).hasMessageContaining("no answer within 1 s");
        }
    }

    @Test
    void user_and_password_log_in_and_a_refusal_says_so() throws Exception {
        try (TestBroker broker = new TestBroker(";saslMechanisms=PLAIN", Map.of("joe", "s3cret"))) {
            assertThat(login(broker, "joe", "s3cret")).isEmpty();
            assertThat(login(broker, "joe", "wr0ng"))
                    .contains("it refused the login of 'joe'")
                    .doesNotContain("wr0ng");
            assertThat(login(broker, null, null)).contains("set stagedoor.broker.user");
        }
    }

    private static String login(TestBroker broker, String user, String password) {
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", broker.url()),
                Optional.ofNullable(user),
                Optional.ofNullable(password),
                Optional.empty());
        try (AmqpConnector connector = new AmqpConnector(settings);
                Connection connection = connector.open()) {
            return "";
        } catch (BrokerUnavailable e) {
            return e.getMessage();
        }
    }

    @Test
    void tls_needs_a_trusted_certificate(@TempDir Path folder) throws Exception {
        Path store = selfSigned(folder.resolve("broker.p12"));
        String options = ";sslEnabled=true;keyStorePath=" + store + ";keyStorePassword=" + STORE_PASSWORD;
        try (TestBroker broker = new TestBroker(options)) {
            String url = "amqps://localhost:" + broker.port();
            Tls trusting = new Tls(Optional.of(TlsRegistry.of(store, null, new SSLOptions())));
            try (AmqpConnector connector = new AmqpConnector(settings(url, Optional.of(trusting)));
                    Connection connection = connector.open()) {
                assertThat(connection.openFuture()).isDone();
            }
            try (AmqpConnector connector = new AmqpConnector(settings(url, Optional.empty()))) {
                assertThatThrownBy(connector::open).hasMessageContaining("certification path");
            }
        }
    }

    @Test
    void a_connection_uses_the_protocols_of_its_tls_configuration_alone(@TempDir Path folder) throws Exception {
        Path store = selfSigned(folder.resolve("broker.p12"));
        String options = ";sslEnabled=true;enabledProtocols=TLSv1.2;keyStorePath=" + store + ";keyStorePassword="
                + STORE_PASSWORD;
        try (TestBroker broker = new TestBroker(options)) {
            assertThat(overTls(broker, store, "TLSv1.2")).isEmpty();
            assertThat(overTls(broker, store, "TLSv1.3")).contains("protocol_version");
        }
    }

    private static String overTls(TestBroker broker, Path trust, String protocol) {
        SSLOptions options = new SSLOptions().setEnabledSecureTransportProtocols(Set.of(protocol));
        Tls tls = new Tls(Optional.of(TlsRegistry.of(trust, null, options)));
        try (AmqpConnector connector =
                        new AmqpConnector(settings("amqps://localhost:" + broker.port(), Optional.of(tls)));
                Connection connection = connector.open()) {
            return "";
        } catch (BrokerUnavailable e) {
            return e.getMessage();
        }
    }

    @Test
    void settings_do_not_show_passwords() {
        BrokerSettings settings = new BrokerSettings(
                AmqpUrl.parse("url", "amqps://a"),
                Optional.of("joe"),
                Optional.of("s3cret"),
                Optional.of(Tls.OF_THE_JDK));
        assertThat(settings.toString()).contains("joe").doesNotContain("s3cret");
    }

    private static Path selfSigned(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String common = " -keystore " + store + " -storepass " + STORE_PASSWORD;
        run(keytool + " -genkeypair -alias broker -keyalg EC -dname CN=localhost -ext san=dns:localhost" + common);
        // Trust the certificate; holding its key is not enough.
        Path certificate = store.resolveSibling("broker.cer");
        run(keytool + " -exportcert -alias broker -file " + certificate + common);
        run(keytool + " -importcert -noprompt -alias trusted -file " + certificate + common);
        return store;
    }

    private static void run(String command) throws Exception {
        assertThat(new ProcessBuilder(command.split(" ")).start().waitFor()).isZero();
    }
}
