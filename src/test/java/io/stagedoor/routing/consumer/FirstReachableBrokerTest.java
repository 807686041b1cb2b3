package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.FreePort;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;

class FirstReachableBrokerTest {

    @Test
    void the_broker_that_serves_is_found_after_one_that_is_down() throws Exception {
        try (TestBroker broker = new TestBroker();
                Connection connection = inTurn("amqp://localhost:" + FreePort.next(), broker.url())
                        .createConnection()) {
            assertThat(connection.createSession()).isNotNull();
        }
    }

    @Test
    void it_is_found_after_a_proxy_that_accepts_and_hangs_up() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0);
                TestBroker broker = new TestBroker()) {
            Thread hangingUp = new Thread(() -> hangUp(proxy));
            hangingUp.setDaemon(true);
            hangingUp.start();
            for (int i = 0; i < 20; i++) { // The client's reaction depends on the moment.
                try (Connection connection = inTurn("amqp://localhost:" + proxy.getLocalPort(), broker.url())
                        .createConnection()) {
                    assertThat(connection.createSession()).isNotNull();
                }
            }
        }
    }

    @Test
    void when_none_serves_the_error_has_the_last_reason_and_the_others() {
        assertThatThrownBy(() -> inTurn("amqp://localhost:" + FreePort.next(), "amqp://localhost:" + FreePort.next())
                        .createConnection())
                .isInstanceOf(JMSException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void a_refused_login_fails_when_the_connection_is_created() throws Exception {
        try (TestBroker broker = new TestBroker(";saslMechanisms=PLAIN", Map.of("joe", "s3cret"))) {
            assertThatThrownBy(() -> inTurn(broker.url() + "?jms.username=joe&jms.password=wr0ng")
                            .createConnection())
                    .isInstanceOf(JMSSecurityException.class);
        }
    }

    private static FirstReachableBroker inTurn(String... urls) {
        List<ConnectionFactory> factories = Stream.of(urls)
                .map(url -> url + (url.contains("?") ? "&" : "?") + "jms.connectTimeout=5000")
                .<ConnectionFactory>map(JmsConnectionFactory::new)
                .toList();
        return new FirstReachableBroker(factories);
    }

    private static void hangUp(ServerSocket proxy) {
        while (!proxy.isClosed()) {
            try (Socket accepted = proxy.accept()) {
                accepted.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
