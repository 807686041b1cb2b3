package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies a schema as it is, with what it says to people. Each place that a reference leads to becomes one of its {@code
 * definitions}, so that recursion ends. {@link SchemaBundle} makes the one that events are checked against.
 */
public final class ReadableSchema extends SchemaCopy {

    private static final String DEFINITIONS = "definitions";

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

    @Override
    ObjectNode reference(Place place) throws ContractException {
        return NODES.objectNode().put("$ref", "#/definitions/" + definition(schemas.schema(place)));
    }

    @Override
    boolean keeps(Place keyword) {
        return !keyword.name().equals(DEFINITIONS);
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
