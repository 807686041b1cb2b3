package io.stagedoor.cli.attempts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.cli.common.JsonText;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.RecordedExchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Writes an attempt as JSON; a part that it does not have is null. */
final class AttemptJson {

    private AttemptJson() {}

    static String line(AttemptRecord attempt) {
        JsonText json = new JsonText();
        ObjectNode node = json.object()
                .put("id", attempt.id())
                .put("start", attempt.start().toString())
                .put("ms", attempt.duration().toMillis())
                .put("destination", attempt.destination())
                .put("outcome", attempt.outcome())
                .put("status", attempt.status())
                .put("error", attempt.error())
                .put("attempt", attempt.attempt())
                .put(
                        "nextAttempt",
                        attempt.nextAttempt() == null
                                ? null
                                : attempt.nextAttempt().toString());
        event(node, attempt.event());
        if (attempt.exchange() == null) {
            node.putNull("exchange");
        } else {
            exchange(node.putObject("exchange"), attempt.exchange());
        }
        return json.line(node);
    }

    private static void event(ObjectNode node, RecordedEvent event) {
        node.put("event", event.id())
                .put("channel", event.channel())
                .put("subject", event.subject())
                .put("received", event.received().toString())
                .put("contentType", event.contentType());
        if (event.body() != null) {
            text(event.body())
                    .ifPresentOrElse(
                            text -> node.put("body", text),
                            () -> node.put("bodyBase64", Base64.getEncoder().encodeToString(event.body())));
        }
    }

    private static void exchange(ObjectNode node, RecordedExchange exchange) {
        node.put("address", exchange.address());
        headers(node.putObject("requestHeaders"), exchange.requestHeaders());
        headers(node.putObject("responseHeaders"), exchange.responseHeaders());
        node.put("responseBody", exchange.responseBody()).put("truncated", exchange.truncated());
    }

    private static void headers(ObjectNode node, Map<String, String> headers) {
        headers.forEach(node::put);
    }

    /** Empty when it is not UTF-8. */
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
