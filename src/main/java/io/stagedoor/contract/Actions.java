package io.stagedoor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the actions that payloads allow: the {@code enum} or {@code const} of {@code eventPayload.action}. */
final class Actions {
    private final MessageReader messages;

    Actions(MessageReader messages) {
        this.messages = messages;
    }

    /** The union, in document order; empty when no payload names any. */
    List<String> of(List<Place> payloads) throws ContractException {
        Set<String> actions = new LinkedHashSet<>();
        for (Place payload : payloads) {
            JsonNode action = property(property(messages.schema(payload), "eventPayload"), "action")
                    .node();
            action.path("enum").forEach(value -> add(actions, value));
            add(actions, action.path("const"));
        }
        return List.copyOf(actions);
    }

    private Place property(Place schema, String name) throws ContractException {
        return messages.schema(schema.child("properties").child(name));
    }

    private static void add(Set<String> actions, JsonNode value) {
        if (value.isTextual()) {
            actions.add(value.textValue());
        }
    }
}
