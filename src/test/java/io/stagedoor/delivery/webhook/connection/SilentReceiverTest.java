package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.stagedoor.testing.receiver.RawServer;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every receiver answers within the time-out or counts as a failure, whatever it does. */
class SilentReceiverTest extends WebhookClientRig {

    @Test
    void a_receiver_that_never_answers_is_left_after_the_time_out() {
        assertThat(failureOf(RawServer::neverAnswer, TIMEOUT).error())
                .isEqualTo("time-out: no whole answer within 700 ms");
        thenTheConnectionIsGone();
    }

    @Test
    void a_receiver_that_answers_byte_by_byte_for_ever_is_left_after_the_time_out() {
        Failure failure = failureOf(
                (in, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
                    drip(out, "x");
                },
                TIMEOUT);

        assertThat(failure.error()).startsWith("time-out: ");
        thenTheConnectionIsGone();
    }

    @Test
    void a_receiver_whose_headers_never_end_is_left_after_the_time_out() {
        Failure failure = failureOf(
                (in, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n");
                    drip(out, "x: y\r\n");
                },
                TIMEOUT);

        assertThat(failure.error()).startsWith("time-out: ");
        thenTheConnectionIsGone();
    }

    @Test
    void a_receiver_that_never_answers_the_tls_handshake_is_left_after_the_time_out() {
        server = new RawServer(RawServer::neverAnswer);
        Instant start = Instant.now();

        Failure failure = failure("https://localhost:" + server.port() + "/", TIMEOUT);

        assertThat(Duration.between(start, Instant.now())).isLessThan(AMPLE);
        assertThat(failure).isEqualTo(Failure.retryable("time-out: no connection within 700 ms"));
    }

    @Test
    void an_event_that_waited_for_a_free_connection_still_has_its_whole_time_out() throws Exception {
        server = new RawServer((in, out) -> {
            Thread.sleep(500);
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        Duration lessThanAllTakeTogether = Duration.ofSeconds(5);
        client = client("http://localhost:" + server.port() + "/", lessThanAllTakeTogether, 2);

        List<CompletableFuture<Answer>> posts =
                Stream.generate(() -> send(client)).limit(24).toList();

        for (CompletableFuture<Answer> post : posts) {
            assertThat(post.get(3, TimeUnit.MINUTES).status()).isEqualTo(200);
        }
    }

    @Test
    void a_receiver_that_never_answers_does_not_keep_the_connections_for_ever() throws Exception {
        server = new RawServer(RawServer::neverAnswer);
        client = client("http://localhost:" + server.port() + "/", TIMEOUT, 2);

        CompletableFuture<?>[] posts = Stream.generate(() -> send(client))
                .limit(6)
                .map(post ->
                        post.handle((answer, failure) -> assertThat(failure).isNotNull()))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(posts).get(3, TimeUnit.MINUTES);
        assertThat(server.requests()).isEqualTo(6);
    }

    private static void drip(OutputStream out, String drop) throws Exception {
        while (true) {
            write(out, drop);
            Thread.sleep(50);
        }
    }
}
