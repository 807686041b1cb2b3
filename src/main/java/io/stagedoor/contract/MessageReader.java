package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import io.stagedoor.contract.schema.SchemaReader;
import java.util.Optional;
import java.util.Set;

/** Reads a Message Object (AsyncAPI 3.0) with its traits and the schema of its payload. */
final class MessageReader {
    private static final Set<String> FIELDS_WITHOUT_PAYLOAD = Set.of(
            "headers",
            "correlationId",
            "contentType",
            "name",
            "title",
            "summary",
            "description",
            "tags",
            "externalDocs",
            "bindings",
            "examples",
            "traits");

    private final References references;
    private final SchemaReader schemas;

    MessageReader(References references, SchemaReader schemas) {
        this.references = references;
        this.schemas = schemas;
    }

    Message read(Place entry) throws ContractException {
        Place message = references.follow(entry);
        if (!message.node().isObject()) {
            throw message.problem("a message must be an object; give it a payload");
        }
        Optional<Place> name = field(message, "name");
        if (name.isPresent() && !name.get().isText()) {
            throw name.get().problem("the name of a message must be a string; quote it, or leave it out");
        }
        return new Message(
                name.map(n -> n.node().textValue()).orElse(entry.name()),
                message,
                field(message, "contentType"),
                payload(message));
    }

    /** The message's own field, else the field of the last trait that has it. A trait does not override the message. */
    private Optional<Place> field(Place message, String field) throws ContractException {
        Optional<Place> found = Optional.empty();
        for (Place entry : message.child("traits").children()) {
            Place trait = references.follow(entry);
            if (trait.node().has("payload")) {
                throw trait.child("payload").problem("a trait cannot have a payload; move it into the message");
            }
            Optional<Place> own = present(trait, field);
            found = own.isPresent() ? own : found;
        }
        Optional<Place> own = present(message, field);
        return own.isPresent() ? own : found;
    }

    private static Optional<Place> present(Place holder, String field) {
        return Optional.of(holder.child(field)).filter(Place::exists);
    }

    private Optional<Place> payload(Place message) throws ContractException {
        Place payload = message.child("payload");
        if (payload.exists()) {
            return Optional.of(schemas.schema(payload));
        }
        // Without a payload any JSON is valid: a misspelt 'payload' would switch off validation without notice.
        for (Place field : message.children()) {
            if (!FIELDS_WITHOUT_PAYLOAD.contains(field.name()) && !field.name().startsWith("x-")) {
                throw field.problem("a message has no field '" + field.name()
                        + "', and this one has no payload; correct the name, or add 'payload: true' for any JSON");
            }
        }
        return Optional.empty();
    }
}
