package io.stagedoor.api.model;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedExchange;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Attempt",
        description = "One try to deliver one event to one destination. Secrets are blank (***) in it")
public record AttemptModel(
        String id,
        @Schema(description = "When it began") Instant start,
        @Schema(description = "How long it took, ms") long durationMs,
        @Schema(description = "Name of the destination") String destination,

        @Schema(description = "'delivered', 'retried', 'held', or the reason of a dead letter")
        String outcome,

        @Schema(description = "HTTP status of the answer; null if there was none", nullable = true)
        Integer status,

        @Schema(description = "What went wrong; null if the event is delivered", nullable = true)
        String error,

        @Schema(description = "Which attempt of the event it was, from 1")
        int attempt,

        @Schema(description = "When the next attempt is due; null if there is none", nullable = true)
        Instant nextAttempt,

        @Schema(description = "Id of the event, which is the webhook-id")
        String event,

        @Schema(description = "Address of its channel") String channel,

        @Schema(description = "The entity, task or location that it is about; null if it names none", nullable = true)
        String subject,

        @Schema(description = "When the routing stage took the event")
        Instant received,

        @Schema(description = "Whether the event itself is kept, so that it can be sent again")
        boolean held,

        @Schema(description = "What was sent and answered; null if it made no HTTP request", nullable = true)
        Exchange exchange) {

    @Schema(name = "Exchange", description = "An HTTP request and its answer. The answer is the receiver's text")
    public record Exchange(
            @Schema(
                    description = "Address connected to; null if there was no connection, or a proxy made it",
                    nullable = true)
            String address,

            Map<String, String> requestHeaders,
            @Schema(description = "Empty without an answer") Map<String, String> responseHeaders,

            @Schema(description = "Its first 1 KiB as UTF-8")
            String responseBody,

            @Schema(description = "Whether the answer's body is longer")
            boolean truncated) {

        private static Exchange of(RecordedExchange exchange) {
            return exchange == null
                    ? null
                    : new Exchange(
                            exchange.address(),
                            exchange.requestHeaders(),
                            exchange.responseHeaders(),
                            exchange.responseBody(),
                            exchange.truncated());
        }
    }

    public static AttemptModel of(AttemptRecord attempt) {
        return new AttemptModel(
                attempt.id(),
                attempt.start(),
                attempt.duration().toMillis(),
                attempt.destination(),
                attempt.outcome(),
                attempt.status(),
                attempt.error(),
                attempt.attempt(),
                attempt.nextAttempt(),
                attempt.event().id(),
                attempt.event().channel(),
                attempt.event().subject(),
                attempt.event().received(),
                attempt.event().body() != null,
                Exchange.of(attempt.exchange()));
    }
}
