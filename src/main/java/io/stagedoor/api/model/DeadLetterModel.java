package io.stagedoor.api.model;

import io.stagedoor.deadletter.FaultPlace;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.TextPlace;
import io.stagedoor.wire.EventProperties;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "DeadLetter",
        description = "A dead letter. Its properties and its body come from whoever sent the event")
public record DeadLetterModel(
        @Schema(description = "Id of the event, which is the webhook-id")
        String id,

        @Schema(description = "The dead-letter queue that it is in")
        String queue,

        @Schema(description = "The queue that it came from, where a redrive sends it; null if unknown", nullable = true)
        String origin,

        @Schema(description = "Why it is a dead letter, in a word")
        String reason,

        @Schema(description = "What went wrong, in words") String error,

        @Schema(description = "Address of the channel that it came through; null if unknown", nullable = true)
        String channel,

        @Schema(description = "Name of the destination; null if it is none of a destination", nullable = true)
        String destination,

        @Schema(description = "Number of attempts; null if there was none", nullable = true)
        Integer attempts,

        @Schema(
                description = "Since when it is a dead letter, else when the message was made; null if unknown",
                nullable = true)
        Instant since,

        @Schema(description = "AMQP message-id; null if there is none", nullable = true)
        String messageId,

        @Schema(description = "Bytes of its body") int bytes,

        @Schema(description = "Why the message cannot be read; null if it can", nullable = true)
        String unreadable,

        @Schema(description = "Application properties of the message, ours and the producer's")
        Map<String, Object> properties,

        @Schema(description = "Message annotations, including the broker's")
        Map<String, Object> annotations,

        @Schema(description = "Where the fault is in the body; null in a list, and if it is unknown", nullable = true)
        Fault fault,

        @Schema(description = "The body as it came, if it is UTF-8; null in a list", nullable = true)
        String body,

        @Schema(
                description = "The body, or all bytes of an unreadable message, if that is not UTF-8; null in a list",
                nullable = true)
        String bodyBase64) {

    @Schema(name = "Fault", description = "The place of the fault in the body")
    public record Fault(
            @Schema(description = "JSON pointer, RFC 6901", nullable = true)
            String pointer,

            @Schema(description = "Keyword of the schema, or 'json', 'size', 'body'", nullable = true)
            String keyword,

            @Schema(description = "From 1; 0 if unknown") int line,
            @Schema(description = "From 1; 0 if unknown") int column) {

        private static Fault of(StoredDeadLetter letter) {
            String pointer = letter.text(EventProperties.POINTER).orElse(null);
            String keyword = letter.text(EventProperties.KEYWORD).orElse(null);
            if (pointer == null && keyword == null) {
                return null;
            }
            TextPlace place = FaultPlace.of(letter).orElse(new TextPlace(0, 0));
            return new Fault(pointer, keyword, place.line(), place.column());
        }
    }

    /** Without the body. */
    public static DeadLetterModel of(StoredDeadLetter letter) {
        return of(letter, null, null, null);
    }

    public static DeadLetterModel whole(StoredDeadLetter letter) {
        String text = letter.readable() ? letter.text().orElse(null) : null;
        String bytes = text == null ? Base64.getEncoder().encodeToString(letter.body()) : null;
        return of(letter, Fault.of(letter), text, bytes);
    }

    private static DeadLetterModel of(StoredDeadLetter letter, Fault fault, String text, String bytes) {
        return new DeadLetterModel(
                letter.id(),
                letter.queue(),
                letter.origin().orElse(null),
                letter.reason(),
                letter.error(),
                letter.channel().orElse(null),
                letter.destination().orElse(null),
                letter.attempts().orElse(null),
                letter.since().orElse(null),
                letter.messageId(),
                letter.body().length,
                letter.unreadable(),
                simple(letter.properties()),
                simple(letter.annotations()),
                fault,
                text,
                bytes);
    }

    /** A value of AMQP may be of any kind; all but numbers and booleans become text. */
    private static Map<String, Object> simple(Map<String, Object> values) {
        Map<String, Object> simple = new LinkedHashMap<>();
        values.forEach((name, value) -> simple.put(name, isPlain(value) ? value : String.valueOf(value)));
        return simple;
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte;
    }
}
