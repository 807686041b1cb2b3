package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.format.Format;
import io.stagedoor.delivery.format.Formatted;
import io.stagedoor.delivery.webhook.authentication.AuthorizationOption;
import io.stagedoor.delivery.webhook.authentication.ExtraHeader;
import io.stagedoor.signing.Signatures;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Builds the requests of one destination: the event in its format, the headers of Standard Webhooks 1.0.0, and the
 * destination's own headers. Of the message only the id and the content type
 * reach a header; its trace context does so later, see {@link io.stagedoor.tracing.PostSpan}.
 */
record RequestContent(
        Format format, Signatures signatures, List<ExtraHeader> extra, AuthorizationOption authorization) {

    private static final String USER_AGENT = "Stagedoor";

    List<String> secretHeaders() {
        return extra.stream().filter(ExtraHeader::secret).map(ExtraHeader::name).toList();
    }

    Outgoing of(Exchange exchange, Instant now) throws DeliveryFailed {
        Delivery delivery = Delivery.of(exchange);
        Formatted formatted = format.of(delivery, OutgoingContent.of(exchange, delivery));
        byte[] body = formatted.content().bytes();
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", USER_AGENT);
        extra.forEach(header -> headers.put(header.name(), header.value().get()));
        headers.putAll(formatted.headers());
        headers.put("content-type", formatted.content().contentType());
        // The same id on every attempt: receivers recognize duplicates by it.
        headers.put("webhook-id", delivery.eventId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        // Signs the body as it is sent, whatever a mapping made of the event.
        String signature = signatures.of(delivery.eventId(), timestamp, body);
        if (!signature.isEmpty()) {
            headers.put("webhook-signature", signature);
        }
        return new Outgoing(headers, body);
    }
}
