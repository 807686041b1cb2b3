package io.stagedoor.contract.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Copies schemas out of the document into one self-contained draft-07 schema.
 *
 * <p>Each referenced place becomes one definition. So recursion ends, no file is needed later, and the validator
 * resolves only references such as {@code #/definitions/s0}. It copies only keywords that draft-07 asserts: titles,
 * examples and AsyncAPI's {@code discriminator}, {@code deprecated}, {@code externalDocs} and {@code x-…} assert
 * nothing. It drops {@code $id}, because AsyncAPI resolves references against the document.
 */
final class SchemaBundle extends SchemaCopy {

    private static final Set<String> ASSERTIONS = Set.of(
            "type",
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxProperties",
            "minProperties",
            "required",
            "format");

    private final SchemaReader schemas;
    private final SchemaCheck check;
    private final ObjectNode definitions = NODES.objectNode();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    SchemaBundle(SchemaReader schemas, SchemaCheck check) {
        this.schemas = schemas;
        this.check = check;
    }

    ObjectNode definitions() {
        return definitions;
    }

    /** The place in the document that became the definition of this name. */
    Place place(String definition) {
        return places.get(definition);
    }

    /** A reference to the schema at {@code place}; makes it a definition if needed. */
    @Override
    ObjectNode reference(Place place) throws ContractException {
        Place target = schemas.schema(place);
        String name = names.get(target.key());
        if (name == null) {
            name = "s" + names.size();
            names.put(target.key(), name);
            places.put(name, target);
            check.check(target);
            definitions.set(name, copy(target));
        }
        return NODES.objectNode().put("$ref", "#/definitions/" + name);
    }

    @Override
    boolean keeps(Place keyword) throws ContractException {
        check.checkKeyword(keyword);
        return ASSERTIONS.contains(keyword.name());
    }
}
