package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.receiver.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is none: it breaks off, has no end in sight, or is no HTTP. */
class BrokenAnswerTest extends WebhookClientRig {

    @Test
    void endless_headers_are_a_broken_answer() {
        Failure failure = failureOf((in, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(out, "x: " + "y".repeat(1000) + "\r\n");
            }
        });

        assertThat(failure.error()).startsWith("broken answer: ");
        thenTheConnectionIsGone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n12345",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "220 smtp.example ESMTP\r\n\r\n",
                "<html>200 OK</html>\r\n\r\n",
                "HTTP/1.1 twohundred OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n"
            })
    void an_answer_that_breaks_off_or_is_no_http_is_a_broken_answer(String answer) {
        Failure failure = failureOf((in, out) -> write(out, answer));

        assertThat(failure.error()).startsWith("broken answer: ");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void headers_that_are_too_large_are_a_broken_answer() {
        Failure failure = failureOf((in, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nx: " + "y".repeat(160_000) + "\r\nContent-Length: 0\r\n\r\n");
            RawServer.neverAnswer(in, out);
        });

        assertThat(failure.error()).startsWith("broken answer: ");
        thenTheConnectionIsGone();
    }

    @Test
    void a_status_line_without_end_is_a_broken_answer() {
        Failure failure = failureOf((in, out) -> {
            write(out, "HTTP/1.1 200 ");
            while (true) {
                write(out, "O".repeat(1000));
            }
        });

        assertThat(failure.error()).startsWith("broken answer: ");
        thenTheConnectionIsGone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"})
    void a_connection_that_is_reset_is_a_broken_answer(String until) {
        server = new RawServer((in, out) -> write(out, until)).resetting();

        Failure failure = failure("http://localhost:" + server.port() + "/", AMPLE);

        assertThat(failure.error()).startsWith("broken answer: ");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRYABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"})
    void a_receiver_that_stops_after_half_an_answer_gave_a_broken_one(String half) {
        Failure failure = failureOf((in, out) -> {
            write(out, half);
            out.close();
            RawServer.neverAnswer(in, out);
        });

        assertThat(failure.error()).startsWith("broken answer: ");
        thenTheConnectionIsGone();
    }
}
