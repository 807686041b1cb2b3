package io.stagedoor.delivery.webhook.answer;

import io.netty.handler.codec.DateFormatter;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.delivery.attempt.OurFault;
import io.stagedoor.delivery.webhook.connection.EgressRefused;
import io.stagedoor.delivery.webhook.connection.ProxyFailed;
import io.stagedoor.delivery.webhook.connection.TlsFault;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Interprets an answer, or the lack of one. Pure functions.
 *
 * <p>By Standard Webhooks, "Delivery", 2xx means delivered, 410 ends all deliveries to the destination, and a redirect
 * is a failure: following it could send an event anywhere. {@code Retry-After} (RFC 9110, 10.2.3) applies to 429 and
 * 503 as in CloudEvents webhooks 1.0, 2.2. The other 4xx that are tried again are those of Knative and EventBridge. A
 * failure before the destination was asked says nothing about the destination.
 */
public final class WebhookAnswer {

    static final int GONE = 410;
    static final Set<Integer> RETRYABLE_4XX = Set.of(408, 409, 425, 429);

    private WebhookAnswer() {}

    /**
     * @param retryAfter the header's text, null if there is none
     * @param body the beginning of the answer's body, for the error
     * @param also the additional 4xx statuses that this destination tries again
     * @return null when delivered
     */
    public static Failure of(int status, String retryAfter, String body, Instant now, RetryStatuses also) {
        if (isDelivered(status)) {
            return null;
        }
        String error = "HTTP " + status + (status >= 300 && status < 400 ? ", a redirect, is not followed" : "")
                + (body.isBlank() ? "" : ": " + body.strip());
        boolean mayAskToWait = status == 429 || status == 503;
        return new Failure(kind(status, also), status, error, mayAskToWait ? wait(retryAfter, now) : null);
    }

    public static boolean isDelivered(int status) {
        return status >= 200 && status < 300;
    }

    private static Kind kind(int status, RetryStatuses also) {
        if (status == GONE) {
            return Kind.GONE;
        }
        boolean permanent = status >= 400 && status < 500 && !RETRYABLE_4XX.contains(status) && !also.contains(status);
        return permanent ? Kind.PERMANENT : Kind.RETRYABLE;
    }

    /** No answer, or not an HTTP one: always tried again, and not always the destination's fault. */
    public static Failure of(Throwable failure) {
        if (failure instanceof EgressRefused) {
            return Failure.ours("egress rule: " + failure.getMessage());
        }
        if (failure instanceof ProxyFailed) {
            return Failure.ours("proxy: " + failure.getMessage());
        }
        Optional<String> ours = OurFault.in(failure);
        if (ours.isPresent()) {
            return Failure.ours(ours.get());
        }
        return TlsFault.in(failure)
                .map(fault ->
                        new Failure(fault.ours() ? Kind.OURS : Kind.RETRYABLE, null, "TLS: " + fault.text(), null))
                .orElseGet(() -> Failure.retryable(what(failure) + ": " + failure.getMessage()));
    }

    private static String what(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "time-out";
        }
        return failure instanceof ConnectException ? "no connection" : "broken answer";
    }

    /** Seconds or an HTTP date; null when absent, malformed or in the past. */
    private static Duration wait(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (text.matches("[0-9]+")) {
            // RFC 9110 sets no limit: a number too large for a long means a long wait, not none.
            return Duration.ofSeconds(text.length() > 9 ? 1_000_000_000 : Long.parseLong(text));
        }
        Date date = DateFormatter.parseHttpDate(text);
        return date == null || !date.toInstant().isAfter(now) ? null : Duration.between(now, date.toInstant());
    }
}
