package io.stagedoor.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what a Backstage event is about: the reference of an entity ({@code component:default/petstore}), the id of a
 * scaffolder task, the target of a location.
 */
public final class Entity {

    private static final List<JsonPointer> NAMED = List.of(
            JsonPointer.compile("/eventPayload/entityRef"),
            JsonPointer.compile("/eventPayload/taskId"),
            JsonPointer.compile("/eventPayload/location/target"));
    private static final JsonPointer ENTITY = JsonPointer.compile("/eventPayload/entity");

    private Entity() {}

    /**
     * The entity, task or location; empty when the event does not name one. Entity references are in lower case, as
     * Backstage compares them.
     */
    public static Optional<String> of(JsonNode event) {
        for (JsonPointer pointer : NAMED) {
            String text = text(event.at(pointer));
            if (text != null) {
                return Optional.of(pointer == NAMED.get(0) ? text.toLowerCase(Locale.ROOT) : text);
            }
        }
        return reference(event.at(ENTITY));
    }

    private static Optional<String> reference(JsonNode entity) {
        JsonNode metadata = entity.path("metadata");
        return reference(
                text(entity.path("kind")),
                text(metadata.path("namespace")),
                text(metadata.path("name")),
                text(metadata.path("uid")));
    }

    /** Each may be null. */
    static Optional<String> reference(String kind, String namespace, String name, String uid) {
        if (kind == null || name == null) {
            return Optional.ofNullable(uid);
        }
        String reference = kind + ":" + (namespace == null ? "default" : namespace) + "/" + name;
        return Optional.of(reference.toLowerCase(Locale.ROOT));
    }

    /** The text of the node; null when it is not text, or empty. */
    private static String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }
}
