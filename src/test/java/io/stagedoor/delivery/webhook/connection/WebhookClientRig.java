package io.stagedoor.delivery.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.RawServer.Behaviour;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A client, and receivers that answer as a test says. */
abstract class WebhookClientRig {

    /** Of receivers that use it up. */
    static final Duration TIMEOUT = Duration.ofMillis(700);

    /** Of all others, however busy the machine is. */
    static final Duration AMPLE = Duration.ofSeconds(15);

    static final byte[] BODY = "{\"topic\":\"catalog\"}".getBytes(StandardCharsets.UTF_8);

    static final String EMPTY_200 = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    static Vertx vertx;

    RawServer server;
    WebhookClient client;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(3, TimeUnit.MINUTES);
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

    Answer answerOf(Behaviour behaviour) throws Exception {
        server = new RawServer(behaviour);
        return post("http://localhost:" + server.port() + "/", AMPLE);
    }

    Failure failureOf(Behaviour behaviour) {
        return failureOf(behaviour, AMPLE);
    }

    Failure failureOf(Behaviour behaviour, Duration timeout) {
        server = new RawServer(behaviour);
        return failure("http://localhost:" + server.port() + "/", timeout);
    }

    Failure failure(String url, Duration timeout) {
        try {
            throw new AssertionError("there was an answer: " + post(url, timeout));
        } catch (ExecutionException e) {
            return WebhookAnswer.of(e.getCause());
        } catch (Exception e) {
            throw new AssertionError("no end in time", e);
        }
    }

    Answer post(String url, Duration timeout) throws Exception {
        if (client != null) {
            client.close();
        }
        client = client(url, timeout, 4);
        return send(client).get(3, TimeUnit.MINUTES);
    }

    static WebhookClient client(String url, Duration timeout, int connections) {
        WebhookConnection connection = new WebhookConnection(
                timeout, connections, new EgressRule(true, true, ""), Optional.empty(), Optional.empty());
        return new WebhookClient(vertx, new VertxHostAddresses(vertx), WebhookUrl.parse("url", url), connection);
    }

    static CompletableFuture<Answer> send(WebhookClient client) {
        return client.post(Map.of("webhook-id", "id-1"), BODY)
                .toCompletionStage()
                .toCompletableFuture();
    }

    void thenTheConnectionIsGone() {
        assertThat(server.requests()).isEqualTo(1);
        await().until(() -> server.connections() == 0);
    }
}
