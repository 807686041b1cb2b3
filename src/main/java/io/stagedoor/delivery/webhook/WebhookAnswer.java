package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.Failure;
import io.stagedoor.delivery.Failure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What an answer, or the lack of one, means. Pure functions.
 *
 * <p>2xx is delivered and a redirect is a failure by Standard Webhooks, "Delivery" (never followed: a redirect could lead
 * an event anywhere); {@code Retry-After} is RFC 9110, 10.2.3, and honoured for 429 and 503 as CloudEvents webhooks
 * 1.0, 2.2 says; which other 4xx are worth another attempt follows Knative and EventBridge.
 */
final class WebhookAnswer {

    private static final Set<Integer> RETRYABLE_4XX = Set.of(408, 409, 410, 425, 429);

    private WebhookAnswer() {}

    /**
     * @param retryAfter the header's text, null where there is none
     * @param body the beginning of the answer's body, for the error
     * @return null when delivered
     */
    static Failure of(int status, String retryAfter, String body, Instant now) {
        if (status >= 200 && status < 300) {
            return null;
        }
        boolean permanent = status >= 400 && status < 500 && !RETRYABLE_4XX.contains(status);
        String error = "HTTP " + status + (status >= 300 && status < 400 ? ", a redirect, is not followed" : "")
                + (body.isBlank() ? "" : ": " + body.strip());
        boolean mayAskToWait = status == 429 || status == 503;
        return new Failure(
                permanent ? Kind.PERMANENT : Kind.RETRYABLE,
                status,
                error,
                mayAskToWait ? wait(retryAfter, now) : null);
    }

    /** No answer, or none that is HTTP: always worth another attempt. */
    static Failure of(Throwable failure) {
        return Failure.retryable(kind(failure) + ": " + failure.getMessage());
    }

    private static String kind(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "time-out";
        }
        if (failure instanceof UnknownHostException) {
            return "host name not found";
        }
        if (failure instanceof SSLException) {
            return "TLS";
        }
        return failure instanceof ConnectException ? "no connection" : "broken answer";
    }

    /** Seconds or an HTTP date; null when absent, malformed or in the past. */
    private static Duration wait(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (text.matches("\\d+")) {
            // RFC 9110 sets no limit; a number too large for a long is a long wait, not none.
            return Duration.ofSeconds(text.length() > 9 ? 1_000_000_000 : Long.parseLong(text));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
