package io.stagedoor.contract.schema;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import java.util.regex.Pattern;

/** Finds the schema that a place of the document means. */
public final class SchemaReader {

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

    public SchemaReader(References references) {
        this.references = references;
    }

    /** The schema at this place, with references and a Multi Format Schema Object resolved. */
    public Place schema(Place place) throws ContractException {
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
