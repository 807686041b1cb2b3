package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import java.util.Set;

/** Copies a schema with all schemas in it: knows which keywords of draft-07 have some, and that all else is data. */
abstract class SchemaCopy {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Keywords whose value is a schema, or a list of schemas. */
    private static final Set<String> SCHEMAS = Set.of(
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "items",
            "additionalItems",
            "contains",
            "additionalProperties",
            "propertyNames");

    /** Keywords whose value has schemas by name. A dependency may be a list of names instead, and is copied as it is. */
    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "dependencies");

    /** What stands in the copy for a {@code $ref}. */
    abstract ObjectNode reference(Place place) throws ContractException;

    /** Whether the keyword, whose value is data in which {@code $ref} means nothing, belongs to the copy. */
    abstract boolean keeps(Place keyword) throws ContractException;

    final JsonNode copy(Place schema) throws ContractException {
        if (References.isReference(schema)) {
            return reference(schema);
        }
        if (!schema.node().isObject()) {
            return schema.node();
        }
        ObjectNode copy = NODES.objectNode();
        for (Place keyword : schema.children()) {
            String name = keyword.name();
            boolean keeps = keeps(keyword);
            if (SCHEMAS.contains(name)) {
                copy.set(name, oneOrMany(keyword));
            } else if (BY_NAME.contains(name)) {
                copy.set(name, named(keyword));
            } else if (keeps) {
                copy.set(name, keyword.node());
            }
        }
        return copy;
    }

    private JsonNode oneOrMany(Place keyword) throws ContractException {
        if (!keyword.node().isArray()) {
            return copy(keyword);
        }
        ArrayNode copies = NODES.arrayNode();
        for (Place element : keyword.children()) {
            copies.add(copy(element));
        }
        return copies;
    }

    private JsonNode named(Place keyword) throws ContractException {
        ObjectNode copies = NODES.objectNode();
        for (Place value : keyword.children()) {
            copies.set(value.name(), copy(value));
        }
        return copies;
    }
}
