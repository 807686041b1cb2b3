package io.stagedoor.contract.schema;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.regex.EcmaRegex;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Checks schemas against the meta-schema of draft-07, which comes with the validator. */
final class SchemaCheck {
    private static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";

    // The mistake is at the deepest place; messages for places above it only say that something below is wrong.
    private static final Comparator<Violation> NEAREST = Comparator.comparingInt(
                    (Violation v) -> -v.pointer().split("/").length)
            .thenComparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::message);

    private final JsonSchema metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(
                    SchemaLocation.of(DRAFT_07),
                    SchemaValidatorsConfig.builder()
                            .locale(Locale.ENGLISH)
                            .formatAssertionsEnabled(false)
                            .build());

    void check(Place schema) throws ContractException {
        Optional<Violation> nearest = metaSchema.validate(schema.node()).stream()
                .map(PayloadSchema::violation)
                .min(NEAREST);
        if (nearest.isPresent()) {
            Violation found = nearest.get();
            throw new Place(schema.document(), schema.pointer() + found.pointer(), schema.node())
                    .problem("not valid JSON Schema draft-07, the language of AsyncAPI payloads: " + found.message()
                            + "; correct it");
        }
    }

    /** Checks what the meta-schema cannot. */
    void checkKeyword(Place keyword) throws ContractException {
        switch (keyword.name()) {
            case "pattern" -> regex(keyword, keyword.node().textValue());
            case "patternProperties" -> {
                for (Place each : keyword.children()) {
                    regex(each, each.name());
                }
            }
            case "$schema" -> {
                if (!keyword.node().asText().matches("https?://json-schema\\.org/draft-0[67]/schema#?")) {
                    throw keyword.problem("AsyncAPI payloads are JSON Schema draft-07, but this is another dialect;"
                            + " rewrite the"
                            + " schema and remove this line");
                }
            }
            default -> {}
        }
    }

    private static void regex(Place place, String regex) throws ContractException {
        try {
            new EcmaRegex(regex);
        } catch (PatternSyntaxException e) {
            throw place.problem("'" + regex + "' is not a regular expression of ECMA 262 that Stagedoor supports: "
                    + e.getDescription() + " at character " + (e.getIndex() + 1) + "; correct it");
        }
    }
}
