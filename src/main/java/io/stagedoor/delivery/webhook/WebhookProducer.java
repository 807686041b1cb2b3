package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.DeliveryFailed;
import io.stagedoor.delivery.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** One attempt: POST of the event as the destination wants it, and what the answer means. */
final class WebhookProducer extends DefaultAsyncProducer {

    private static final int UNAUTHORIZED = 401;

    private final WebhookClient client;
    private final RequestContent content;
    private final Authorization authorization;
    private final Clock clock;
    private final RetryStatuses retryStatuses;

    WebhookProducer(
            WebhookEndpoint endpoint,
            WebhookClient client,
            RequestContent content,
            Authorization authorization,
            Clock clock,
            RetryStatuses retryStatuses) {
        super(endpoint);
        this.client = client;
        this.content = content;
        this.authorization = authorization;
        this.clock = clock;
        this.retryStatuses = retryStatuses;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            post(content.of(exchange, clock.instant()), true).onComplete(answer -> {
                judge(exchange, answer);
                callback.done(false);
            });
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    /** @param renew whether to try once more where the receiver refuses a token that can be renewed */
    private Future<WebhookClient.Answer> post(Outgoing request, boolean renew) {
        return authorization.value().compose(value -> client.post(request.headers(value), request.body())
                .compose(answer -> answer.status() == UNAUTHORIZED && renew && authorization.refused(value)
                        ? post(request, false)
                        : Future.succeededFuture(answer)));
    }

    private void judge(Exchange exchange, AsyncResult<WebhookClient.Answer> result) {
        if (result.cause() instanceof DeliveryFailed notSent) {
            exchange.setException(notSent);
            return;
        }
        Failure failure = result.failed()
                ? WebhookAnswer.of(result.cause())
                : WebhookAnswer.of(
                        result.result().status(),
                        result.result().retryAfter(),
                        result.result().body(),
                        clock.instant(),
                        retryStatuses);
        if (failure != null) {
            exchange.setException(new DeliveryFailed(failure));
        }
    }

    @Override
    protected void doStop() throws Exception {
        client.close();
        authorization.close();
        super.doStop();
    }
}
