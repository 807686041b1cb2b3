package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Connects through a proxy. The proxy resolves the name in the URL, so that our egress rule does not see the address. A
 * failure before the connection is the proxy's fault, except in TLS, which connects to the receiver through the proxy.
 */
final class ProxyDialer implements Dialer {

    private final HttpClient http;
    private final Duration timeout;

    ProxyDialer(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    @Override
    public Future<HttpClientRequest> open(RequestOptions request) {
        return http.request(request.setConnectTimeout(timeout.toMillis()))
                .recover(failure ->
                        Future.failedFuture(failure instanceof SSLException ? failure : new ProxyFailed(failure)));
    }
}
