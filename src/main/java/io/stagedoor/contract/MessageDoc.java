package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.schema.ReadableSchema;
import io.stagedoor.contract.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of a channel, as the document describes it to people. Never change its trees.
 *
 * @param title "" if it has none
 * @param summary "" if it has none
 * @param description "" if it has none
 * @param payload the schema with titles and descriptions, self-contained: references lead to its {@code definitions};
 *     null for any JSON
 * @param examples payloads that the document gives; they may be wrong
 */
public record MessageDoc(
        String name, String title, String summary, String description, JsonNode payload, List<JsonNode> examples) {

    public MessageDoc {
        examples = List.copyOf(examples);
    }

    static MessageDoc of(Message message, SchemaReader schemas) throws ContractException {
        JsonNode node = message.place().node();
        List<JsonNode> examples = new ArrayList<>();
        node.path("examples").forEach(example -> {
            if (example.has("payload")) {
                examples.add(example.get("payload"));
            }
        });
        JsonNode payload = null;
        if (message.payload().isPresent()) {
            Place place = message.payload().get();
            payload = new ReadableSchema(schemas).of(place);
            payload.path("examples").forEach(examples::add);
        }
        return new MessageDoc(
                message.name(),
                text(node, "title"),
                text(node, "summary"),
                text(node, "description"),
                payload,
                examples);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("").strip();
    }
}
