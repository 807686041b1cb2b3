package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.RawServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A receiver to which there is no connection, with TLS or without. */
class NoConnectionTest extends WebhookClientRig {

    @Test
    void a_port_that_nobody_listens_on_is_no_connection() {
        Failure failure = failure("http://localhost:" + FreePort.next() + "/", AMPLE);

        assertThat(failure.error()).startsWith("no connection: ");
    }

    @Test
    void a_host_that_does_not_exist_is_not_found() {
        Failure failure = failure("http://no-such-host.invalid/", Duration.ofSeconds(10));

        assertThat(failure.error()).startsWith("host name not found: ").contains("no-such-host.invalid");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.OURS);
    }

    @Test
    void a_receiver_that_answers_https_with_http_fails_as_tls() {
        server = new RawServer((in, out) -> write(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

        assertThat(failure("https://localhost:" + server.port() + "/", Duration.ofSeconds(10))
                        .error())
                .startsWith("TLS: ");
    }

    @Test
    void a_receiver_that_hangs_up_on_https_fails_as_tls() {
        server = new RawServer((in, out) -> {});

        assertThat(failure("https://localhost:" + server.port() + "/", Duration.ofSeconds(10)))
                .satisfies(failure -> assertThat(failure.error()).startsWith("TLS: "))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE));
    }

    @Test
    void a_receiver_that_resets_the_tls_handshake_fails() {
        server = new RawServer((in, out) -> {}).resetting();

        assertThat(failure("https://localhost:" + server.port() + "/", Duration.ofSeconds(10))
                        .kind())
                .isEqualTo(Failure.Kind.RETRYABLE);
    }
}
