package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.RetryStatuses;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends, which answers it takes, and how many exchanges it has under way. */
class WebhookClientTest extends WebhookClientRig {

    @Test
    void an_event_is_posted_with_its_headers_and_bytes() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.answers(request -> new Receiver.Answer(429, Map.of("Retry-After", "7"), "later"));

            Answer answer = post(receiver.url() + "?tenant=a%20b", AMPLE);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.retryAfter()).isEqualTo("7");
            assertThat(answer.body()).isEqualTo("later");
            assertThat(receiver.requests("id-1")).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/hook?tenant=a%20b");
                assertThat(request.headers()).containsEntry("webhook-id", "id-1");
                assertThat(request.body()).isEqualTo(BODY);
            });
        }
    }

    @Test
    void as_many_exchanges_run_at_once_as_there_are_connections() throws Exception {
        int connections = 20;
        CountDownLatch together = new CountDownLatch(connections);
        try (Receiver receiver = new Receiver()) {
            receiver.answers(request -> {
                together.countDown();
                return new Receiver.Answer(awaited(together) ? 204 : 500, Map.of(), "");
            });
            WebhookClient client = client(receiver.url(), Duration.ofSeconds(20), connections);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                answers.add(send(client));
            }
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get(3, TimeUnit.MINUTES).status()).isEqualTo(204);
            }
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_500, 65_536, 100_000})
    void an_answer_with_large_headers_is_an_answer(int bytes) throws Exception {
        Answer answer = answerOf((in, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nx: " + "y".repeat(bytes) + "\r\n\r\n");
        });

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void an_answer_with_many_headers_is_an_answer() throws Exception {
        Answer answer = answerOf((in, out) -> {
            write(out, "HTTP/1.1 200 " + "fine ".repeat(1_500) + "\r\nContent-Length: 0\r\n");
            for (int i = 0; i < 5_000; i++) {
                write(out, "x" + i + ": " + i + "\r\n");
            }
            write(out, "\r\n");
        });

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\nbye",
                "HTTP/1.0 204 No Content\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nas long as it goes",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b;c=\"d\"\r\nhello\r\n0\r\nx: y\r\nz: a\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 199 Odd\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
            })
    void an_odd_but_legal_answer_is_an_answer(String text) throws Exception {
        Answer answer = answerOf((in, out) -> {
            write(out, text);
            out.close();
        });

        assertThat(answer.status()).isIn(200, 204);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void an_endless_body_is_not_read_and_the_status_counts(int status) throws Exception {
        Answer answer = answerOf((in, out) -> {
            write(out, "HTTP/1.1 " + status + " Whatever\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "400\r\n" + "x".repeat(1024) + "\r\n");
            }
        });

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("x".repeat(16 * 1024));
        thenTheConnectionIsGone();
    }

    @Test
    void a_long_body_is_kept_in_part() throws Exception {
        Answer answer = answerOf((in, out) -> write(
                out,
                "HTTP/1.1 500 No\r\nContent-Length: 40000\r\n\r\n" + "x".repeat(16_383) + "\u00C3\u00A4"
                        + "x".repeat(23_615)));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("x".repeat(16_383)).hasSize(16 * 1024);
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws Exception {
        Answer answer = answerOf((in, out) -> write(out, "HTTP/1.0 200 OK\r\n\r\nthanks"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.retryAfter()).isNull();
        assertThat(answer.body()).isEqualTo("thanks");
        assertThat(answer.bodyBytes()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 600, 999})
    void a_status_that_nobody_expects_is_no_delivery(int status) throws Exception {
        Answer answer = answerOf((in, out) -> write(out, "HTTP/1.1 " + status + " What\r\nContent-Length: 0\r\n\r\n"));

        assertThat(WebhookAnswer.of(answer.status(), null, answer.body(), Instant.now(), RetryStatuses.NONE)
                        .kind())
                .isEqualTo(Failure.Kind.RETRYABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "104 Upload", "199 Odd"})
    void an_interim_answer_is_not_the_answer(String interim) throws Exception {
        Answer answer = answerOf((in, out) -> write(
                out,
                "HTTP/1.1 " + interim + "\r\n\r\nHTTP/1.1 503 Busy\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("9");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) throws Exception {
        try (RawServer elsewhere = new RawServer((in, out) -> write(out, EMPTY_200))) {
            String url = "http://localhost:" + elsewhere.port() + "/";
            Answer answer = answerOf((in, out) ->
                    write(out, "HTTP/1.1 " + status + " Moved\r\nLocation: " + url + "\r\nContent-Length: 0\r\n\r\n"));

            assertThat(answer.status()).isEqualTo(status);
            post(url, AMPLE); // A sentinel: it would come after what followed the redirect.
            assertThat(elsewhere.requests()).isEqualTo(1);
        }
    }
}
