package io.stagedoor.contract.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.MessageDoc;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds or makes an event that is valid by a channel's schema: an example of the document, else one with the
 * constants, first choices, defaults and properties that the schema names.
 */
public final class ExampleEvent {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 20;

    private static final Map<String, String> FORMATS = Map.of(
            "uuid", "0b6f3b52-6f0e-4d8e-9a55-4c8a1f9f2f10",
            "date-time", "2026-01-31T09:30:00Z",
            "date", "2026-01-31",
            "time", "09:30:00Z",
            "email", "jane.doe@example.com",
            "hostname", "service.example.com",
            "ipv4", "192.0.2.1",
            "ipv6", "2001:db8::1",
            "uri", "https://example.com/",
            "uri-reference", "/example");

    private final JsonNode root;

    private ExampleEvent(JsonNode root) {
        this.root = root;
    }

    /** @return empty if none of these is valid: write an example into the document */
    public static Optional<JsonNode> of(Channel channel, MessageDoc message) {
        return Stream.concat(
                        message.examples().stream(),
                        Optional.ofNullable(message.payload())
                                .map(payload -> new ExampleEvent(payload).value(payload, "", 0))
                                .stream())
                .filter(event -> channel.schema().validate(event).isEmpty())
                .findFirst();
    }

    private JsonNode value(JsonNode schema, String name, int depth) {
        JsonNode known = resolved(schema);
        for (String given : new String[] {"const", "default", "example"}) {
            if (known.has(given)) {
                return known.get(given);
            }
        }
        for (String several : new String[] {"examples", "enum"}) {
            if (known.path(several).has(0)) {
                return known.get(several).get(0);
            }
        }
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (known.path(choice).has(0) && !known.has("properties")) {
                return value(known.get(choice).get(0), name, depth + 1);
            }
        }
        return ofType(known, name, depth);
    }

    private JsonNode ofType(JsonNode schema, String name, int depth) {
        JsonNode type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asText(schema.has("properties") || schema.has("allOf") ? "object" : "string")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer", "number" ->
                NODES.numberNode(Math.max(
                        schema.path("minimum").asLong(1),
                        schema.path("exclusiveMinimum").asLong(0) + 1));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> text(schema, name);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            if (value(part, "", depth + 1) instanceof ObjectNode more) {
                object.setAll(more);
            }
        }
        schema.path("properties").properties().forEach(property -> {
            boolean required = false;
            for (JsonNode each : schema.path("required")) {
                required |= each.asText().equals(property.getKey());
            }
            if (required || depth < DEEPEST / 4) {
                object.set(property.getKey(), value(property.getValue(), property.getKey(), depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = NODES.arrayNode();
        JsonNode items = schema.path("items");
        long least = Math.max(schema.path("minItems").asLong(0), depth < DEEPEST / 4 ? 1 : 0);
        for (long i = 0; items.isObject() && i < Math.min(least, DEEPEST); i++) {
            array.add(value(items, name, depth + 1));
        }
        return array;
    }

    private static TextNode text(JsonNode schema, String name) {
        String format = schema.path("format").asText();
        if (FORMATS.containsKey(format)) {
            return NODES.textNode(FORMATS.get(format));
        }
        String text = name.isEmpty() ? "example" : "example-" + name;
        int shortest = schema.path("minLength").asInt(0);
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String padded = text + "x".repeat(Math.max(0, Math.min(shortest, 10_000) - text.length()));
        return NODES.textNode(padded.substring(0, Math.min(padded.length(), longest)));
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode known = schema;
        for (int i = 0; i < DEEPEST && known.has("$ref"); i++) {
            known = root.at(known.get("$ref").asText().substring(1));
        }
        return known;
    }
}
