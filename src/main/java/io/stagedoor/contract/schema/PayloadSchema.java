package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.stagedoor.contract.regex.TooCostly;
import java.util.Comparator;
import java.util.List;

/**
 * The schema for the events of one channel: JSON Schema draft-07, which AsyncAPI 3 builds on. Immutable and
 * thread-safe. Validating loads nothing.
 */
public final class PayloadSchema {
    private static final int MAX_POINTER = 500;
    private static final int MAX_MESSAGE = 300;
    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::message);

    private final JsonSchema schema;

    PayloadSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** All violations, in the same order for the same event; empty when the event is valid. Takes microseconds. */
    public List<Violation> validate(JsonNode event) {
        try {
            return schema.validate(event).stream()
                    .map(PayloadSchema::violation)
                    .distinct()
                    .sorted(ORDER)
                    .toList();
        } catch (TooCostly e) {
            return List.of(new Violation("", e.keyword(), e.getMessage()));
        } catch (StackOverflowError e) {
            // Some validators of the library recurse once for each character.
            return List.of(new Violation("", "schema", "a value of this event is too long or too deep to check"));
        }
    }

    /** The validator's own schema, for Camel's {@code json-validator} endpoint. Do not change it. */
    public JsonSchema jsonSchema() {
        return schema;
    }

    /** Converts a message of the validator: bounded, on one line, safe in a dead letter. */
    public static Violation violation(ValidationMessage found) {
        JsonNodePath at = found.getInstanceLocation();
        String message = found.getMessage();
        // The validator begins with its own form of the location; the pointer has it more exactly.
        String prefix = at + ": ";
        String words = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        return new Violation(pointer(at), found.getType(), bounded(words));
    }

    private static String pointer(JsonNodePath at) {
        var pointer = new StringBuilder();
        for (int i = 0; i < at.getNameCount(); i++) {
            String step = at.getName(i).replace("~", "~0").replace("/", "~1");
            if (pointer.length() + step.length() >= MAX_POINTER) {
                return pointer.toString();
            }
            pointer.append('/').append(step);
        }
        return pointer.toString();
    }

    private static String bounded(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]", " ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
