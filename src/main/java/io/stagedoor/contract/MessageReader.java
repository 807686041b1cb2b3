package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Pattern DRAFT_07 = Pattern.compile(
            "application/(vnd\\.aai\\.asyncapi(\\+json|\\+yaml)?(;version=[23]\\.[0-9.]+)?"
                    + "|schema\\+(json|yaml);version=draft-0[67])",
            Pattern.CASE_INSENSITIVE);

    /** Pointers to parts of the document that AsyncAPI defines, and not JSON Schema. */
    private static final Pattern NO_SCHEMA = Pattern.compile("(/components(/[^/]+)?"
            + "|/components/(?!schemas/)[^/]+/[^/]+"
            + "|/(asyncapi|id|info|servers|channels|operations|defaultContentType)(/[^/]+)?"
            + "|/channels/[^/]+/messages(/[^/]+)?)?");

    private final References references;

    MessageReader(References references) {
        this.references = references;
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
            return Optional.of(schema(payload));
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

    /** The schema at this place, with references and a Multi Format Schema Object resolved. */
    Place schema(Place place) throws ContractException {
        Place schema = references.follow(place);
        // JSON Schema ignores the keywords of a message or a channel, so all events would be valid.
        if (schema.document().tree().has("asyncapi")
                && NO_SCHEMA.matcher(schema.pointer()).matches()) {
            throw place.child("$ref")
                    .problem("this $ref leads to a part of the document that is not a schema; point it to a schema"
                            + " below"
                            + " /components/schemas, or to a payload");
        }
        if (!schema.node().has("schemaFormat")) {
            return schema;
        }
        Place format = schema.child("schemaFormat");
        if (!DRAFT_07.matcher(format.node().asText().replace(" ", "")).matches()) {
            throw format.problem("the schema format '" + format.node().asText()
                    + "' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07");
        }
        if (!schema.node().has("schema")) {
            throw schema.problem("a schemaFormat needs a 'schema' beside it; add one");
        }
        return schema(schema.child("schema"));
    }
}
