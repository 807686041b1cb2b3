package io.stagedoor.delivery.webhook.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.Proxy;
import io.stagedoor.testing.receiver.RawServer;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.TlsReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that fails: it is a fault on our side, not one of the receiver. */
class ProxyFailureTest extends WebhookProxyRig {

    @ParameterizedTest
    @ValueSource(strings = {"http://cmdb.invalid:1/", "https://cmdb.invalid:1/"})
    void a_proxy_that_does_not_listen_is_our_fault(String url) throws Exception {
        post(url, "http://localhost:" + FreePort.next(), null);

        assertThat(Posts.failure(client)).satisfies(ProxyFailureTest::isTheProxys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://cmdb.invalid:1/", "https://cmdb.invalid:1/"})
    void a_proxy_whose_name_is_not_found_is_our_fault(String url) throws Exception {
        post(url, "http://no-such-proxy.invalid:3128", null);

        assertThat(Posts.failure(client)).satisfies(ProxyFailureTest::isTheProxys);
    }

    @Test
    void a_proxy_that_never_connects_is_our_fault_and_is_left_in_time() throws Exception {
        try (RawServer silent = new RawServer(RawServer::neverAnswer)) {
            timeout = Duration.ofSeconds(1);
            post("https://cmdb.invalid:1/", "http://localhost:" + silent.port(), null);
            Instant start = Instant.now();

            assertThat(Posts.failure(client)).satisfies(ProxyFailureTest::isTheProxys);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 502, 503})
    void a_proxy_that_does_not_connect_is_our_fault(int status) throws Exception {
        proxy = new Proxy(Map.of("cmdb.invalid", status), null);
        post("https://cmdb.invalid:1/", http(), null);

        assertThat(Posts.failure(client))
                .satisfies(ProxyFailureTest::isTheProxys)
                .satisfies(failure -> assertThat(failure.error()).contains(Integer.toString(status)));
    }

    @Test
    void a_proxys_answer_to_plain_http_cannot_be_distinguished_from_the_receivers() throws Exception {
        proxy = new Proxy(Map.of("cmdb.invalid", 502), null);
        post("http://cmdb.invalid:1/", http(), null);

        assertThat(Posts.answer(client).status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_proxy_that_wants_other_credentials_is_our_fault_and_ours_are_not_shown(String scheme) throws Exception {
        proxy = new Proxy(Map.of(), "stagedoor:right");
        post(scheme + "://cmdb.invalid:1/", http(), "stagedoor:hunter2");

        assertThat(Posts.failure(client))
                .satisfies(ProxyFailureTest::isTheProxys)
                .satisfies(
                        failure -> assertThat(failure.error()).contains("407").doesNotContain("hunter2"));
    }

    @Test
    void a_proxy_that_wants_credentials_gets_them() throws Exception {
        proxy = new Proxy(Map.of(), "stagedoor:se:cret");
        try (Receiver plain = new Receiver();
                TlsReceiver tls = new TlsReceiver(vertx, cmdb, null)) {
            post("http://cmdb.invalid:" + port(plain) + "/", http(), "stagedoor:se:cret");
            assertThat(Posts.answer(client).status()).isEqualTo(204);
            assertThat(plain.requests("id-1")).singleElement().satisfies(request -> assertThat(request.path())
                    .isEqualTo("/"));
            client.close();

            post("https://cmdb.invalid:" + tls.port() + "/", http(), "stagedoor:se:cret");
            assertThat(Posts.answer(client).status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example:3128",
                "proxy.example",
                "http://proxy.example",
                "https://proxy.example:3128",
                "socks4://proxy.example:1080",
                "http://proxy.example:99999",
                "http://proxy.example:3128/path",
                "http://pro xy.example:3128"
            })
    void an_invalid_proxy_is_refused(String text) {
        assertThatThrownBy(() -> WebhookProxy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proxy '" + text + "'");
    }

    @Test
    void a_password_in_the_proxys_url_is_refused_and_not_shown() {
        assertThatThrownBy(() -> WebhookProxy.parse("http://stagedoor:hunter2@proxy.example:3128"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proxyCredentials")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> WebhookProxy.parse("http://proxy.example:3128").as("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user:password")
                .hasMessageNotContaining("hunter2");
    }

    private static void isTheProxys(Failure failure) {
        assertThat(failure.kind()).isEqualTo(Kind.OURS);
        assertThat(failure.error()).startsWith("proxy: ");
    }
}
