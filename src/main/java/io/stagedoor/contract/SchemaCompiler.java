package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import java.util.Locale;

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
    private static final JsonSchemaFactory DRAFT_07 = JsonSchemaFactory.getInstance(VersionFlag.V7);

    private final MessageReader messages;
    private final SchemaCheck check = new SchemaCheck();
    private final SchemaValidatorsConfig config;

    SchemaCompiler(MessageReader messages, boolean assertFormats) {
        this.messages = messages;
        this.config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(assertFormats)
                .locale(Locale.ENGLISH)
                .regularExpressionFactory(BoundedRegex::new)
                .build();
    }

    PayloadSchema anything() {
        return schema(BooleanNode.TRUE);
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
        return schema(root);
    }

    private PayloadSchema schema(JsonNode node) {
        JsonSchema schema = DRAFT_07.getSchema(node, config);
        schema.initializeValidators();
        return new PayloadSchema(schema);
    }
}
