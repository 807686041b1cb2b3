package io.stagedoor.contract.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import io.stagedoor.contract.regex.EcmaRegex;
import java.util.Locale;

/** Builds validators. Each event has its own budget. */
public final class Dialect {
    // Beyond this depth of references, validators are built at first use, from memory: a dense schema has many paths.
    private static final int PRELOADED_REFERENCES = 10;

    private final JsonSchemaFactory factory;
    private final boolean assertFormats;
    private final Budget budget = new Budget();

    /** @param assertFormats whether {@code format} makes an event invalid */
    public Dialect(boolean assertFormats) {
        this.assertFormats = assertFormats;
        JsonMetaSchema draft07 = JsonMetaSchema.builder(JsonMetaSchema.getV7())
                .format(new TextFormat("date", "must be a valid RFC 3339 full-date", Rfc3339::isDate))
                .format(new TextFormat("time", "must be a valid RFC 3339 time", Rfc3339::isTime))
                .format(new TextFormat("date-time", "must be a valid RFC 3339 date-time", Rfc3339::isDateTime))
                .format(new TextFormat("hostname", "must be a valid RFC 1123 host name", HostName::is))
                .format(new TextFormat("regex", "must be a valid ECMA-262 regular expression", EcmaRegex::is))
                .format(new TextFormat(
                        "idn-hostname",
                        "must be a valid RFC 5890 internationalized hostname",
                        HostName::isInternational))
                .format(new TextFormat("json-pointer", "must be a valid RFC 6901 JSON Pointer", Pointers::isPointer))
                .format(new TextFormat(
                        "relative-json-pointer", "must be a valid IETF Relative JSON Pointer", Pointers::isRelative))
                .format(new TextFormat("uri-template", "must be a valid RFC 6570 URI Template", Pointers::isTemplate))
                .keyword(new SameValue("enum"))
                .keyword(new SameValue("const"))
                .keyword(new UniqueItems())
                .keyword(new CountedRef(budget))
                .build();
        factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(draft07.getIri())
                .metaSchema(draft07)
                .build();
    }

    /**
     * @param schema self-contained: it refers only to itself
     * @param keepReferences whether the validator may cache a copy of a schema for each path of references to it
     */
    public JsonSchema validator(JsonNode schema, boolean keepReferences) {
        var config = SchemaValidatorsConfig.builder()
                .cacheRefs(keepReferences)
                .preloadJsonSchemaRefMaxNestingDepth(PRELOADED_REFERENCES)
                .formatAssertionsEnabled(assertFormats)
                .locale(Locale.ENGLISH)
                .regularExpressionFactory(budget::regex)
                .executionContextCustomizer((execution, validation) -> budget.begin())
                .build();
        JsonSchema validator = factory.getSchema(schema, config);
        validator.initializeValidators();
        return validator;
    }
}
