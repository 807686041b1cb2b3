package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies a schema as it is, with what it says to people. Each place that a reference leads to becomes one of its {@code
 * definitions}, so that recursion ends. {@link SchemaBundle} makes the one that events are checked against.
 */
public final class ReadableSchema {

    private static final String DEFINITIONS = "definitions";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SchemaReader schemas;
    private final ObjectNode definitions = NODES.objectNode();
    private final Map<String, String> names = new HashMap<>();

    public ReadableSchema(SchemaReader schemas) {
        this.schemas = schemas;
    }

    public JsonNode of(Place place) throws ContractException {
        JsonNode copy = copy(schemas.schema(place));
        if (copy instanceof ObjectNode schema && !definitions.isEmpty()) {
            schema.set(DEFINITIONS, definitions);
        }
        return copy;
    }

    private JsonNode copy(Place place) throws ContractException {
        if (References.isReference(place)) {
            return NODES.objectNode().put("$ref", "#/definitions/" + definition(schemas.schema(place)));
        }
        if (!place.node().isObject()) {
            return place.node();
        }
        ObjectNode copies = NODES.objectNode();
        for (Place keyword : place.children()) {
            if (SchemaBundle.SCHEMAS.contains(keyword.name())) {
                copies.set(keyword.name(), oneOrMany(keyword));
            } else if (SchemaBundle.BY_NAME.contains(keyword.name())) {
                copies.set(keyword.name(), named(keyword));
            } else if (!keyword.name().equals(DEFINITIONS)) {
                copies.set(keyword.name(), keyword.node()); // Data, in which $ref means nothing.
            }
        }
        return copies;
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

    private String definition(Place target) throws ContractException {
        String known = names.get(target.key());
        if (known != null) {
            return known;
        }
        String name = target.name().isEmpty() ? "Schema" : target.name();
        for (int i = 2; definitions.has(name); i++) {
            name = target.name() + i;
        }
        names.put(target.key(), name);
        definitions.putNull(name); // Takes the name: it may refer to itself.
        definitions.set(name, copy(target));
        return name;
    }
}
