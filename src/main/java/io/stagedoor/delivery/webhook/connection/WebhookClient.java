package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SSLOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * An HTTP client with pooled connections for one URL. It follows no redirect, reads at most 16 KiB of an answer, and
 * ends every exchange within the time-out, whatever the receiver does.
 */
public final class WebhookClient {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery.webhook");
    private static final int READ_LIMIT = 16 * 1024;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /**
     * @param body its beginning
     * @param bodyBytes how many bytes of the body were read
     */
    public record Answer(int status, MultiMap headers, String body, int bodyBytes) {

        /** Null if the answer has no such header. */
        public String retryAfter() {
            return headers.get("Retry-After");
        }
    }

    private final Vertx vertx;
    private final HttpClient http;
    private final Dialer dialer;
    private final Turnstile turnstile;
    private final RequestOptions target;
    private final Duration timeout;
    private final boolean direct;
    private final boolean asksProxy;
    private final Runnable noMoreRenewals;

    public WebhookClient(Vertx vertx, HostAddresses names, WebhookUrl url, WebhookConnection connection) {
        this.vertx = vertx;
        this.timeout = connection.timeout();
        this.http = connection.client(vertx);
        this.dialer = connection.dialer(http, url, names);
        this.turnstile = new Turnstile(connection.connections());
        this.direct = connection.proxy().isEmpty();
        this.asksProxy = !direct && !url.tls();
        this.noMoreRenewals =
                connection.tls().map(tls -> tls.onRenewal(this::renew)).orElse(() -> {});
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(url.tls())
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setFollowRedirects(false);
    }

    /** The host of the URL. */
    public String host() {
        return target.getHost();
    }

    public int port() {
        return target.getPort();
    }

    /** Fails with an exception that {@code WebhookAnswer} interprets. */
    public Future<Answer> post(Map<String, String> headers, byte[] body) {
        return post(headers, body, connection -> {});
    }

    /**
     * @param connected learns of the connection before the request is sent; not of one that a proxy makes, whose
     *     address says nothing
     */
    public Future<Answer> post(Map<String, String> headers, byte[] body, Consumer<HttpConnection> connected) {
        RequestOptions options = new RequestOptions(target);
        headers.forEach(options::putHeader);
        return turnstile.pass(() -> dialer.open(options).compose(request -> {
            if (direct) {
                connected.accept(request.connection());
            }
            return exchange(request, body);
        }));
    }

    private Future<Answer> exchange(HttpClientRequest request, byte[] body) {
        Promise<Answer> answer = Promise.promise();
        long timer = vertx.setTimer(timeout.toMillis(), id -> expire(request, answer));
        // Before anything is sent: on another thread than the request's own, a later handler could miss the answer.
        request.response().onFailure(answer::tryFail).onSuccess(response -> read(response, answer));
        request.send(Buffer.buffer(body));
        return answer.future().onComplete(done -> vertx.cancelTimer(timer)).compose(this::fromReceiver);
    }

    private void expire(HttpClientRequest request, Promise<Answer> answer) {
        if (answer.tryFail(new TimeoutException("no whole answer within " + timeout.toMillis() + " ms"))) {
            request.reset();
        }
    }

    private static void read(HttpClientResponse response, Promise<Answer> answer) {
        Buffer read = Buffer.buffer();
        response.handler(chunk -> {
            read.appendBuffer(chunk);
            if (read.length() > READ_LIMIT && answer.tryComplete(answer(response, read))) {
                response.request().reset(); // The status is known; the rest of an endless body is not needed.
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(answer(response, read)));
    }

    private static Answer answer(HttpClientResponse response, Buffer read) {
        String body = read.getString(0, Math.min(read.length(), READ_LIMIT), StandardCharsets.UTF_8.name());
        return new Answer(response.statusCode(), response.headers(), body, read.length());
    }

    /** Over plain HTTP, the proxy passes on the receiver's answers; 407 is always its own. */
    private Future<Answer> fromReceiver(Answer answer) {
        return asksProxy && answer.status() == PROXY_AUTHENTICATION_REQUIRED
                ? Future.failedFuture(new ProxyFailed("HTTP 407, it requires other proxyCredentials"))
                : Future.succeededFuture(answer);
    }

    /** New connections use the new certificates; open ones stay unchanged. */
    private void renew(SSLOptions certificates) {
        http.updateSSLOptions(certificates)
                .onFailure(e -> LOG.errorf(
                        "%s: continues with its old certificates:" + " %s", target.getHost(), e.getMessage()));
    }

    public void close() {
        noMoreRenewals.run();
        http.close();
    }
}
