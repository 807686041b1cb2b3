package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Lets a proxy connect, by the name in the URL: it resolves, so that no rule of ours sees the address. What fails before
 * there is a connection through it is its fault, but for TLS, which goes through it to the receiver.
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
