package io.stagedoor.delivery.webhook.connection;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.receiver.Identity;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Common parts of the client's tests: a post and its result. */
public final class Posts {

    static final EgressRule OPEN = new EgressRule(true, true, "");
    static final byte[] BODY = "{\"topic\":\"catalog\"}".getBytes();

    private Posts() {}

    static WebhookConnection direct(Duration timeout, EgressRule egress) {
        return new WebhookConnection(timeout, 4, egress, Optional.empty(), Optional.empty());
    }

    static WebhookConnection with(Duration timeout, WebhookProxy proxy, NamedTls tls) {
        return new WebhookConnection(timeout, 4, OPEN, Optional.ofNullable(proxy), Optional.ofNullable(tls));
    }

    static CompletableFuture<Answer> send(WebhookClient client) {
        return client.post(Map.of("webhook-id", "id-1"), BODY)
                .toCompletionStage()
                .toCompletableFuture();
    }

    static Answer answer(WebhookClient client) throws Exception {
        return send(client).get(3, TimeUnit.MINUTES);
    }

    static Failure failure(WebhookClient client) throws Exception {
        try {
            throw new AssertionError("there was an answer: " + answer(client));
        } catch (ExecutionException e) {
            return WebhookAnswer.of(e.getCause());
        }
    }

    /** @param client null for no client certificate */
    static TlsConfiguration tls(Identity trusted, Identity client) {
        return new BaseTlsConfiguration() {
            @Override
            public TrustOptions getTrustStoreOptions() {
                return new PemTrustOptions().addCertPath(trusted.certificate().toString());
            }

            @Override
            public KeyCertOptions getKeyStoreOptions() {
                return client == null
                        ? null
                        : new PemKeyCertOptions()
                                .setCertPath(client.certificate().toString())
                                .setKeyPath(client.key().toString());
            }

            @Override
            public SSLOptions getSSLOptions() {
                return new SSLOptions().setTrustOptions(getTrustStoreOptions()).setKeyCertOptions(getKeyStoreOptions());
            }
        };
    }
}
