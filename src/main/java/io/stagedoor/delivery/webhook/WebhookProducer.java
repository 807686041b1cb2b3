package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.Delivery;
import io.stagedoor.delivery.DeliveryFailed;
import io.stagedoor.delivery.Failure;
import io.vertx.core.AsyncResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * One attempt: POST of the body as it stands in the exchange, with the headers of Standard Webhooks 1.0.0. Nothing of
 * the message but its id and content type reaches the request.
 */
final class WebhookProducer extends DefaultAsyncProducer {

    private static final String USER_AGENT = "Stagedoor";

    private final WebhookClient client;
    private final List<byte[]> keys;
    private final Clock clock;
    private final RetryStatuses retryStatuses;

    WebhookProducer(
            WebhookEndpoint endpoint,
            WebhookClient client,
            List<byte[]> keys,
            Clock clock,
            RetryStatuses retryStatuses) {
        super(endpoint);
        this.client = client;
        this.keys = keys;
        this.clock = clock;
        this.retryStatuses = retryStatuses;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Delivery delivery = Delivery.of(exchange);
            byte[] body = exchange.getMessage().getBody() == delivery.body()
                    ? delivery.body().bytes()
                    : exchange.getMessage().getMandatoryBody(byte[].class);
            client.post(headers(delivery, body), body).onComplete(answer -> {
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

    private Map<String, String> headers(Delivery delivery, byte[] body) {
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", delivery.contentType());
        headers.put("user-agent", USER_AGENT);
        // Same id on every attempt: receivers use it to tell a repeat.
        headers.put("webhook-id", delivery.eventId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (!keys.isEmpty()) {
            StringJoiner signatures = new StringJoiner(" ");
            keys.forEach(key -> signatures.add(StandardWebhooksSignature.v1(key, delivery.eventId(), timestamp, body)));
            headers.put("webhook-signature", signatures.toString());
        }
        return headers;
    }

    private void judge(Exchange exchange, AsyncResult<WebhookClient.Answer> result) {
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
        super.doStop();
    }
}
