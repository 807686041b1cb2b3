package io.stagedoor.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.cli.common.JsonText;
import io.stagedoor.deadletter.StoredDeadLetter;
import java.util.Map;

/** Writes a dead letter as JSON. */
final class DeadLetterJson {

    private final JsonText json = new JsonText();

    /** Everything but the body; unknown values are null. */
    ObjectNode facts(StoredDeadLetter letter) {
        ObjectNode node = json.object()
                .put("id", letter.id())
                .put("queue", letter.queue())
                .put("origin", letter.origin().orElse(null))
                .put("reason", letter.reason())
                .put("error", letter.error())
                .put("channel", letter.channel().orElse(null))
                .put("destination", letter.destination().orElse(null))
                .put("attempts", letter.attempts().orElse(null))
                .put("since", letter.since().map(Object::toString).orElse(null))
                .put("messageId", letter.messageId())
                .put("bytes", letter.body().length)
                .put("unreadable", letter.unreadable());
        copy(letter.properties(), node.putObject("properties"));
        copy(letter.annotations(), node.putObject("annotations"));
        return node;
    }

    String line(ObjectNode node) {
        return json.line(node);
    }

    private static void copy(Map<String, Object> values, ObjectNode node) {
        values.forEach((name, value) -> {
            if (value instanceof Boolean bool) {
                node.put(name, bool);
            } else if (value instanceof Integer
                    || value instanceof Long
                    || value instanceof Short
                    || value instanceof Byte) {
                node.put(name, ((Number) value).longValue());
            } else {
                node.put(name, value == null ? null : value.toString());
            }
        });
    }
}
