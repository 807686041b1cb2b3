package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.dialect.Dialect;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import java.util.List;

/**
 * Builds the validator of a channel from the payloads of its messages.
 *
 * <pre>
 *  payload A ─┐                        { "anyOf": [ {"$ref": "#/definitions/s0"}, … ],
 *  payload B ─┼─▶ SchemaBundle ──▶       "definitions": { "s0": {…}, "s1": {…} } } ──▶ JsonSchema
 *  $ref … ────┘   follows, checks,     self-contained draft-07
 *                 renames, prunes
 * </pre>
 */
public final class SchemaCompiler {
    private final SchemaReader schemas;
    private final SchemaCheck check = new SchemaCheck();
    private final Dialect dialect;

    public SchemaCompiler(SchemaReader schemas, boolean assertFormats) {
        this.schemas = schemas;
        this.dialect = new Dialect(assertFormats);
    }

    public PayloadSchema anything() {
        return schema(BooleanNode.TRUE, true);
    }

    /**
     * A schema that accepts an event matching one payload or more. AsyncAPI asks for exactly one, but an event that
     * matches two messages should not be lost.
     */
    public PayloadSchema anyOf(List<Place> payloads) throws ContractException {
        var bundle = new SchemaBundle(schemas, check);
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
                    .problem("this schema checks the same value against itself without end; break the cycle of"
                            + " allOf, anyOf, oneOf, not, if, then, else and $ref");
        }
        return schema(root, !recursion.recursive());
    }

    // The validator caches one copy of a schema for each path of references to it. A recursive schema has as many paths
    // as events have shapes, so its copies are not cached: slower, but events from strangers cannot fill the memory.
    private PayloadSchema schema(JsonNode node, boolean keepReferences) {
        return new PayloadSchema(dialect.validator(node, keepReferences));
    }
}
