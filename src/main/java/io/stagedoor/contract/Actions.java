package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.schema.SchemaReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the actions that payloads allow: the {@code enum} or {@code const} of {@code eventPayload.action}. */
final class Actions {
    private final SchemaReader schemas;

    Actions(SchemaReader schemas) {
        this.schemas = schemas;
    }

    /** The union, in document order; empty when no payload names any. */
    List<String> of(List<Place> payloads) throws ContractException {
        Set<String> actions = new LinkedHashSet<>();
        for (Place payload : payloads) {
            JsonNode action = property(property(schemas.schema(payload), "eventPayload"), "action")
                    .node();
            action.path("enum").forEach(value -> add(actions, value));
            add(actions, action.path("const"));
        }
        return List.copyOf(actions);
    }

    private Place property(Place schema, String name) throws ContractException {
        return schemas.schema(schema.child("properties").child(name));
    }

    private static void add(Set<String> actions, JsonNode value) {
        if (value.isTextual()) {
            actions.add(value.textValue());
        }
    }
}
