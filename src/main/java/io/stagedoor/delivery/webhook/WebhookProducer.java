package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.RetryStatuses;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.authentication.Authorization;
import io.stagedoor.delivery.webhook.connection.WebhookClient;
import io.stagedoor.tracing.AttemptTrace;
import io.stagedoor.tracing.PostSpan;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes one attempt: posts the event in the destination's format, and interprets the answer. */
final class WebhookProducer extends DefaultAsyncProducer {

    private static final int UNAUTHORIZED = 401;

    private final WebhookClient client;
    private final RequestContent content;
    private final Authorization authorization;
    private final Clock clock;
    private final RetryStatuses retryStatuses;
    private final SentSecrets secrets;

    WebhookProducer(
            WebhookEndpoint endpoint,
            WebhookClient client,
            RequestContent content,
            Authorization authorization,
            Clock clock,
            RetryStatuses retryStatuses,
            SentSecrets secrets) {
        super(endpoint);
        this.client = client;
        this.content = content;
        this.authorization = authorization;
        this.clock = clock;
        this.retryStatuses = retryStatuses;
        this.secrets = secrets;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Outgoing request = content.of(exchange, clock.instant());
            Traffic traffic = new Traffic(request, secrets);
            traffic.attachTo(exchange);
            post(request, AttemptTrace.of(exchange), traffic, true).onComplete(answer -> {
                traffic.answered(answer.result());
                judge(exchange, answer, traffic);
                callback.done(false);
            });
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    /** @param renew whether to try once more if the receiver refuses a token that can be renewed */
    private Future<WebhookClient.Answer> post(Outgoing request, AttemptTrace trace, Traffic traffic, boolean renew) {
        return authorization.value().compose(value -> {
            traffic.authorizedBy(value);
            PostSpan span = trace.post(client.host(), client.port());
            Map<String, String> headers = span.addTo(request.headers(value));
            traffic.sends(headers);
            return client.post(headers, request.body(), traffic::connected)
                    .onSuccess(answer -> span.answered(answer.status()))
                    .onFailure(span::failed)
                    .compose(answer -> answer.status() == UNAUTHORIZED && renew && authorization.refused(value)
                            ? post(request, trace, traffic, false)
                            : Future.succeededFuture(answer));
        });
    }

    private void judge(Exchange exchange, AsyncResult<WebhookClient.Answer> result, Traffic traffic) {
        if (result.cause() instanceof DeliveryFailed notSent) {
            exchange.setException(notSent);
            return;
        }
        if (result.succeeded()) {
            Delivery.answered(exchange, result.result().status());
        }
        Failure failure = result.failed()
                ? WebhookAnswer.of(result.cause()).with(traffic::blank)
                : failure(result.result(), traffic);
        if (failure != null) {
            exchange.setException(new DeliveryFailed(failure));
        }
    }

    private Failure failure(WebhookClient.Answer answer, Traffic traffic) {
        if (WebhookAnswer.isDelivered(answer.status())) {
            return null;
        }
        return WebhookAnswer.of(
                answer.status(), answer.retryAfter(), traffic.blank(answer.body()), clock.instant(), retryStatuses);
    }

    @Override
    protected void doStop() throws Exception {
        client.close();
        authorization.close();
        super.doStop();
    }
}
