package io.stagedoor.delivery.webhook.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.Webhooks;
import io.stagedoor.testing.SettableClock;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that wants a token, and a server that issues tokens. */
abstract class OAuth2Rig {

    static final String EVENT = "{\"topic\":\"catalog\"}";
    static final String SECRET = "hun+ter 2%";

    @TempDir
    Path folder;

    final SettableClock clock = new SettableClock();
    final AtomicInteger issued = new AtomicInteger();
    Receiver receiver;
    Receiver server;
    Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        server = new Receiver();
        server.answers(request -> token(", \"expires_in\": 3600"));
        webhooks = new Webhooks(clock, folder);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        server.close();
        receiver.close();
    }

    void postAll(String uri, int count) throws Exception {
        List<CompletableFuture<Failure>> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(webhooks.postAsync(uri, "many_" + i, EVENT));
        }
        for (CompletableFuture<Failure> post : posts) {
            assertThat(post.get(3, TimeUnit.MINUTES)).isNull();
        }
    }

    String uri(Map<String, String> more) throws Exception {
        Path secret = Files.writeString(folder.resolve("client-secret"), SECRET + "\n");
        Map<String, String> options = new HashMap<>(Map.of(
                "oauth2TokenUrl", server.url(), "oauth2ClientId", "cm:db", "oauth2ClientSecret", "file:" + secret));
        options.putAll(more);
        return webhooks.endpoint(receiver.url(), options);
    }

    Answer token(String more) {
        String body = "{\"access_token\": \"token-" + issued.incrementAndGet() + "\", \"token_type\": \"Bearer\"" + more
                + "}";
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    List<String> authorizations() {
        return receiver.requests().stream()
                .map(request -> request.headers().get("authorization"))
                .toList();
    }
}
