package io.stagedoor.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what {@link Entity} finds, in the bytes of an event: several times faster than with a tree, and it stops where
 * the payload ends.
 */
public final class EntityScan {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(EventJson.MAX_DEPTH)
                    .build())
            .build();

    private final JsonParser parser;
    private String entityRef;
    private String taskId;
    private String target;
    private String kind;
    private String name;
    private String namespace;
    private String uid;

    private EntityScan(JsonParser parser) {
        this.parser = parser;
    }

    /** What the event is about; empty when it does not name it, or is not JSON. */
    public static Optional<String> of(byte[] event) {
        try (JsonParser parser = JSON.createParser(event)) {
            EntityScan scan = new EntityScan(parser);
            scan.event();
            return scan.result();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private void event() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("eventPayload") && value == JsonToken.START_OBJECT) {
                payload();
                return;
            }
            parser.skipChildren();
        }
    }

    private void payload() throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean object = value == JsonToken.START_OBJECT;
            switch (field) {
                case "entityRef" -> entityRef = text(value);
                case "taskId" -> taskId = text(value);
                case "location" -> location(object);
                case "entity" -> entity(object);
                default -> parser.skipChildren();
            }
        }
    }

    private void location(boolean object) throws IOException {
        if (!object) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("target")) {
                target = text(value);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void entity(boolean object) throws IOException {
        if (!object) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("kind")) {
                kind = text(value);
            } else if (field.equals("metadata") && value == JsonToken.START_OBJECT) {
                metadata();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void metadata() throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(value);
                case "namespace" -> namespace = text(value);
                case "uid" -> uid = text(value);
                default -> parser.skipChildren();
            }
        }
    }

    /** Null when it is not text, or empty. */
    private String text(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return null;
        }
        String text = parser.getText();
        return text.isEmpty() ? null : text;
    }

    private Optional<String> result() {
        if (entityRef != null) {
            return Optional.of(entityRef.toLowerCase(Locale.ROOT));
        }
        return Optional.ofNullable(taskId)
                .or(() -> Optional.ofNullable(target))
                .or(() -> Entity.reference(kind, namespace, name, uid));
    }
}
