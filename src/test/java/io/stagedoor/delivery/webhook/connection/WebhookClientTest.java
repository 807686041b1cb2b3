package io.stagedoor.delivery.webhook.connection;

import static io.stagedoor.testing.receiver.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.RetryStatuses;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.RawServer.Behaviour;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every receiver answers within the time-out or counts as a failure, whatever it does. */
class WebhookClientTest {

    /** Of receivers that use it up. */
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    /** Of all others, however busy the machine is. */
    private static final Duration AMPLE = Duration.ofSeconds(15);

    private static final byte[] BODY = "{\"topic\":\"catalog\"}".getBytes(StandardCharsets.UTF_8);

    private static final String EMPTY_200 = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static Vertx vertx;

    private RawServer server;
    private WebhookClient client;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void an_event_is_posted_with_its_headers_and_bytes() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.answers(request -> new Receiver.Answer(429, Map.of("Retry-After", "7"), "later"));

            Answer answer = post(receiver.url() + "?tenant=a%20b", AMPLE);

            assertThat(answer).isEqualTo(new Answer(429, "7", "later"));
            assertThat(receiver.requests("id-1")).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/hook?tenant=a%20b");
                assertThat(request.headers()).containsEntry("webhook-id", "id-1");
                assertThat(request.body()).isEqualTo(BODY);
            });
        }
    }

    @Test
    void so_many_exchanges_are_under_way_at_once_as_there_are_connections() throws Exception {
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
                assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(204);
            }
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

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

    @Test
    void headers_without_measure_are_a_broken_answer() {
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
    void a_receiver_that_only_listens_on_after_half_an_answer_gave_a_broken_one(String half) {
        Failure failure = failureOf((in, out) -> {
            write(out, half);
            out.close();
            RawServer.neverAnswer(in, out);
        });

        assertThat(failure.error()).startsWith("broken answer: ");
        thenTheConnectionIsGone();
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws Exception {
        Answer answer = answerOf((in, out) -> write(out, "HTTP/1.0 200 OK\r\n\r\nthanks"));

        assertThat(answer).isEqualTo(new Answer(200, null, "thanks"));
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

        assertThat(answer).isEqualTo(new Answer(503, "9", ""));
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
    void a_receiver_that_is_asked_by_https_and_speaks_http_fails_as_tls() {
        server = new RawServer((in, out) -> write(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

        assertThat(failure("https://localhost:" + server.port() + "/", Duration.ofSeconds(10))
                        .error())
                .startsWith("TLS: ");
    }

    @Test
    void a_receiver_that_is_asked_by_https_and_hangs_up_fails_as_tls() {
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

    @Test
    void a_receiver_that_never_greets_by_tls_is_left_after_the_time_out() {
        server = new RawServer(RawServer::neverAnswer);
        Instant start = Instant.now();

        Failure failure = failure("https://localhost:" + server.port() + "/", TIMEOUT);

        assertThat(Duration.between(start, Instant.now())).isLessThan(AMPLE);
        assertThat(failure).isEqualTo(Failure.retryable("time-out: no connection within 700 ms"));
    }

    @Test
    void an_event_that_waits_for_a_free_connection_has_all_its_time_when_there_is_one() throws Exception {
        server = new RawServer((in, out) -> {
            Thread.sleep(500);
            write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });
        Duration lessThanAllTakeTogether = Duration.ofSeconds(2);
        client = client("http://localhost:" + server.port() + "/", lessThanAllTakeTogether, 2);

        List<CompletableFuture<Answer>> posts =
                Stream.generate(() -> send(client)).limit(12).toList();

        for (CompletableFuture<Answer> post : posts) {
            assertThat(post.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
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

        CompletableFuture.allOf(posts).get(20, TimeUnit.SECONDS);
        assertThat(server.requests()).isEqualTo(6);
    }

    private Answer answerOf(Behaviour behaviour) throws Exception {
        server = new RawServer(behaviour);
        return post("http://localhost:" + server.port() + "/", AMPLE);
    }

    private Failure failureOf(Behaviour behaviour) {
        return failureOf(behaviour, AMPLE);
    }

    private Failure failureOf(Behaviour behaviour, Duration timeout) {
        server = new RawServer(behaviour);
        return failure("http://localhost:" + server.port() + "/", timeout);
    }

    private Failure failure(String url, Duration timeout) {
        try {
            throw new AssertionError("there was an answer: " + post(url, timeout));
        } catch (ExecutionException e) {
            return WebhookAnswer.of(e.getCause());
        } catch (Exception e) {
            throw new AssertionError("no end in time", e);
        }
    }

    private Answer post(String url, Duration timeout) throws Exception {
        if (client != null) {
            client.close();
        }
        client = client(url, timeout, 4);
        return send(client).get(20, TimeUnit.SECONDS);
    }

    private static WebhookClient client(String url, Duration timeout, int connections) {
        WebhookConnection connection = new WebhookConnection(
                timeout, connections, new EgressRule(true, true, ""), Optional.empty(), Optional.empty());
        return new WebhookClient(vertx, new VertxHostAddresses(vertx), WebhookUrl.parse("url", url), connection);
    }

    private static CompletableFuture<Answer> send(WebhookClient client) {
        return client.post(Map.of("webhook-id", "id-1"), BODY)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private void thenTheConnectionIsGone() {
        assertThat(server.requests()).isEqualTo(1);
        await().until(() -> server.connections() == 0);
    }

    private static void drip(OutputStream out, String drop) throws Exception {
        while (true) {
            write(out, drop);
            Thread.sleep(50);
        }
    }
}
