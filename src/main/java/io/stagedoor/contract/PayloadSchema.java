package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.stagedoor.contract.regex.TooCostly;
import java.util.Comparator;
import java.util.List;

/**
 * What the events of one channel must satisfy: JSON Schema draft-07, which AsyncAPI 3 builds on. Immutable, safe for
 * many threads, complete when it is made: validating loads nothing.
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

    /** All violations, in the same order for the same event; empty when it is valid. Takes microseconds. */
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
            // A validator of the library went as deep as a text is long.
            return List.of(new Violation("", "schema", "a value of this event is too long or too deep to be checked"));
        }
    }

    /** The validator's own form, for Camel's {@code json-validator} endpoint. It must not be changed. */
    public JsonSchema jsonSchema() {
        return schema;
    }

    /** What the validator found, in the words of this program: bounded, on one line, fit for a dead letter. */
    public static Violation violation(ValidationMessage found) {
        JsonNodePath at = found.getInstanceLocation();
        String message = found.getMessage();
        // The validator puts its own form of the location first; the pointer says it, and exactly.
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
