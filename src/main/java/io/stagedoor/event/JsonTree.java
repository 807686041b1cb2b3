package io.stagedoor.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.text.Snippet;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Builds the tree of one event, and refuses what a lenient parser would accept. The parser limits the depth of the
 * recursion.
 */
final class JsonTree {
    static final String TOO_MANY_DIGITS =
            "a number of more than " + EventJson.MAX_DIGITS + " digits when it is written out";
    static final int SNIPPET = 40;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;

    JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    JsonNode value() throws IOException, NotJson {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw problem("a value is missing here");
        };
    }

    private ObjectNode object() throws IOException, NotJson {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (object.has(key)) {
                throw problem("the key '" + Snippet.of(key, SNIPPET) + "' occurs twice in one object");
            }
            parser.nextToken();
            object.set(key, value());
        }
        return object;
    }

    private ArrayNode array() throws IOException, NotJson {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    // A number such as 1e999999999 is short, but takes gigabytes of memory to calculate with.
    private JsonNode decimal() throws IOException, NotJson {
        String text = parser.getText();
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0 && tooLarge(text.substring(exponent + 1))) {
            throw problem(TOO_MANY_DIGITS);
        }
        return NODES.numberNode(new BigDecimal(text));
    }

    private static boolean tooLarge(String exponent) {
        String digits = exponent.replaceFirst("^[+-]?0*", "");
        return digits.length() > 4 || (!digits.isEmpty() && Integer.parseInt(digits) > EventJson.MAX_DIGITS);
    }

    private NotJson problem(String cause) {
        JsonLocation at = parser.currentTokenLocation();
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return new NotJson(at.getLineNr(), at.getColumnNr(), pointer, cause);
    }
}
