package io.stagedoor.delivery.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.testing.receiver.Proxy;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.TlsReceiver;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the proxy knows the receivers' names, so every request that arrives went through it. */
class WebhookProxyTest extends WebhookProxyRig {

    @Test
    void plain_http_goes_through_the_proxy() throws Exception {
        proxy = new Proxy(Map.of(), null);
        try (Receiver receiver = new Receiver()) {
            post("http://cmdb.invalid:" + port(receiver) + "/hook?a=b", http(), null);

            assertThat(Posts.answer(client).status()).isEqualTo(204);
            assertThat(proxy.asked()).containsExactly("POST http://cmdb.invalid:" + port(receiver) + "/hook?a=b");
            assertThat(receiver.requests("id-1")).singleElement().satisfies(request -> {
                assertThat(request.headers()).containsEntry("host", "cmdb.invalid:" + port(receiver));
                assertThat(request.path()).isEqualTo("/hook?a=b");
                assertThat(request.body()).isEqualTo(Posts.BODY);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void https_goes_through_the_proxy_and_is_verified_behind_it(String scheme) throws Exception {
        proxy = new Proxy(Map.of(), null);
        try (TlsReceiver receiver = new TlsReceiver(vertx, cmdb, null)) {
            post("https://cmdb.invalid:" + receiver.port() + "/", scheme + "://localhost:" + proxy.port(), null);

            assertThat(Posts.answer(client).status()).isEqualTo(204);
            assertThat(proxy.asked())
                    .containsExactly(
                            (scheme.equals("http") ? "CONNECT" : "SOCKS") + " cmdb.invalid:" + receiver.port());
            assertThat(receiver.requests())
                    .containsExactly(new TlsReceiver.Request("cmdb.invalid:" + receiver.port(), "cmdb.invalid", null));
        }
    }

    @Test
    void plain_http_goes_through_a_socks_proxy() throws Exception {
        proxy = new Proxy(Map.of(), null);
        try (Receiver receiver = new Receiver()) {
            post("http://cmdb.invalid:" + port(receiver) + "/hook", "socks5://localhost:" + proxy.port(), null);

            assertThat(Posts.answer(client).status()).isEqualTo(204);
            assertThat(proxy.asked()).containsExactly("SOCKS cmdb.invalid:" + port(receiver));
        }
    }

    @Test
    void a_receiver_behind_the_proxy_with_a_wrong_certificate_is_its_own_fault() throws Exception {
        proxy = new Proxy(Map.of(), null);
        try (TlsReceiver receiver = new TlsReceiver(vertx, cmdb, null)) {
            post("https://other.invalid:" + receiver.port() + "/", http(), null);

            Failure failure = Posts.failure(client);

            assertThat(failure.error()).startsWith("TLS: ");
            assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(receiver.requests()).isEmpty();
        }
    }
}
