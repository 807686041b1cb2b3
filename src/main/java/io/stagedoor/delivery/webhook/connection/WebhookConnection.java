package io.stagedoor.delivery.webhook.connection;

import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.stagedoor.egress.EgressRule;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How to connect to a receiver and authenticate the connection.
 *
 * @param timeout for a connection (with DNS and TLS), and again for the whole exchange
 * @param connections the maximum of exchanges at once, each on its own connection
 * @param egress not used with a proxy, which resolves and connects by itself
 * @param tls if absent, the JDK's trust store and no client certificate
 */
public record WebhookConnection(
        Duration timeout, int connections, EgressRule egress, Optional<WebhookProxy> proxy, Optional<NamedTls> tls) {

    /** Bytes of an answer's headers. Receivers behind a chain of gateways have many, and their answers count too. */
    private static final int LARGEST_HEADERS = 128 * 1024;

    private static final int LARGEST_LINE = 16 * 1024;

    HttpClient client(Vertx vertx) {
        HttpClientOptions options = new HttpClientOptions().setVerifyHost(true);
        tls.ifPresent(named -> TlsConfigUtils.configure(options, named.configuration()));
        proxy.ifPresent(through -> options.setProxyOptions(through.options(timeout)));
        options.setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(LARGEST_LINE)
                .setConnectTimeout((int) timeout.toMillis())
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(true);
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .withConnectHandler(InterimAnswers::passOver)
                .build();
    }

    Dialer dialer(HttpClient http, WebhookUrl url, HostAddresses names) {
        return proxy.isPresent()
                ? new ProxyDialer(http, timeout)
                : new DirectDialer(http, new PermittedAddresses(url, names, egress, timeout), url.port(), timeout);
    }
}
