package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.webhook.answer.RetryStatuses;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.answer.WebhookAnswer;
import io.stagedoor.delivery.webhook.authentication.Authorization;
import io.stagedoor.delivery.webhook.connection.WebhookClient;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
            List<String> authorizations = new ArrayList<>(1);
            post(request, authorizations, true).onComplete(answer -> {
                judge(exchange, answer, text -> secrets.blank(text, request.headers(), authorizations));
                callback.done(false);
            });
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    /**
     * @param sent collects each value sent in the header {@code authorization}
     * @param renew whether to try once more if the receiver refuses a token that can be renewed
     */
    private Future<WebhookClient.Answer> post(Outgoing request, List<String> sent, boolean renew) {
        return authorization.value().compose(value -> {
            sent.add(value);
            return client.post(request.headers(value), request.body())
                    .compose(answer -> answer.status() == UNAUTHORIZED && renew && authorization.refused(value)
                            ? post(request, sent, false)
                            : Future.succeededFuture(answer));
        });
    }

    private void judge(Exchange exchange, AsyncResult<WebhookClient.Answer> result, UnaryOperator<String> blanked) {
        if (result.cause() instanceof DeliveryFailed notSent) {
            exchange.setException(notSent);
            return;
        }
        Failure failure = result.failed()
                ? WebhookAnswer.of(result.cause()).with(blanked)
                : WebhookAnswer.of(
                        result.result().status(),
                        result.result().retryAfter(),
                        blanked.apply(result.result().body()),
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
