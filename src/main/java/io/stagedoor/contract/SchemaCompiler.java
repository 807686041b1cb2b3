package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.dialect.Dialect;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import java.util.List;

/**
 * Makes the validator of a channel from the payloads of its messages.
 *
 * <pre>
 *  payload A ─┐                        { "anyOf": [ {"$ref": "#/definitions/s0"}, … ],
 *  payload B ─┼─▶ SchemaBundle ──▶       "definitions": { "s0": {…}, "s1": {…} } } ──▶ JsonSchema
 *  $ref … ────┘   follows, checks,     self-contained draft-07
 *                 renames, prunes
 * </pre>
 */
final class SchemaCompiler {
    private final MessageReader messages;
    private final SchemaCheck check = new SchemaCheck();
    private final Dialect dialect;

    SchemaCompiler(MessageReader messages, boolean assertFormats) {
        this.messages = messages;
        this.dialect = new Dialect(assertFormats);
    }

    PayloadSchema anything() {
        return schema(BooleanNode.TRUE, true);
    }

    /**
     * An event is valid that satisfies one payload or more. AsyncAPI would have it satisfy exactly one; an event that
     * two messages describe is no reason to lose it.
     */
    PayloadSchema anyOf(List<Place> payloads) throws ContractException {
        var bundle = new SchemaBundle(messages, check);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (payloads.size() == 1) {
            root.setAll(bundle.reference(payloads.get(0)));
        } else {
            for (Place payload : payloads) {
                root.withArray("anyOf").add(bundle.reference(payload));
            }
        }
        root.set("definitions", bundle.definitions());
        var recursion = new Recursion(bundle.definitions());
        if (recursion.endless().isPresent()) {
            throw bundle.place(recursion.endless().get())
                    .problem("this schema checks the same value against itself, without end; break the circle of"
                            + " allOf, anyOf, oneOf, not, if, then, else and $ref");
        }
        return schema(root, !recursion.recursive());
    }

    // The validator keeps one copy of a schema for each way that leads to it. Through a recursive schema there are as
    // many as events can have shapes, so those are not kept: slower, but a stranger's events cannot fill the memory.
    private PayloadSchema schema(JsonNode node, boolean keepReferences) {
        return new PayloadSchema(dialect.validator(node, keepReferences));
    }
}
