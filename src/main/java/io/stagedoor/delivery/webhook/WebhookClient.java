package io.stagedoor.delivery.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One receiver's pooled connections. Follows no redirect, reads at most 16 KiB of an answer and keeps 1 KiB, and ends
 * every exchange within the time-out, whatever the receiver does.
 */
final class WebhookClient {

    private static final int READ_LIMIT = 16 * 1024;
    private static final int KEEP_LIMIT = 1024;

    /** @param retryAfter null where the answer has no such header */
    record Answer(int status, String retryAfter, String body) {}

    private final Vertx vertx;
    private final HttpClient http;
    private final RequestOptions target;
    private final Duration timeout;

    WebhookClient(Vertx vertx, URI url, Duration timeout, int connections) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setConnectTimeout((int) timeout.toMillis())
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(true)
                .setVerifyHost(true));
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toASCIIString())
                .setFollowRedirects(false);
    }

    Future<Answer> post(Map<String, String> headers, byte[] body) {
        Promise<Answer> answer = Promise.promise();
        RequestOptions options = new RequestOptions(target);
        headers.forEach(options::putHeader);
        http.request(options).onFailure(answer::tryFail).onSuccess(request -> {
            long timer = vertx.setTimer(timeout.toMillis(), id -> expire(request, answer));
            answer.future().onComplete(done -> vertx.cancelTimer(timer));
            request.send(Buffer.buffer(body)).onFailure(answer::tryFail).onSuccess(response -> read(response, answer));
        });
        return answer.future();
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
                response.request().reset(); // The status is known; the rest of an endless body is nobody's business.
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(answer(response, read)));
    }

    private static Answer answer(HttpClientResponse response, Buffer read) {
        String body = read.getString(0, Math.min(read.length(), KEEP_LIMIT), StandardCharsets.UTF_8.name());
        return new Answer(response.statusCode(), response.getHeader("Retry-After"), body);
    }

    void close() {
        http.close();
    }
}
