package io.stagedoor.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message of a contract whose payload says nothing to check, with the exact words that the operator reads. */
class BadPayloadTest extends BadContractRig {

    @Test
    void a_message_whose_payload_is_misspelt() {
        assertUnserved(
                spoil("payload:", "playload:"),
                "/components/messages/Placed/playload",
                "a message has no field 'playload', and this one has no payload; correct the name, or add 'payload: true' for any JSON (line 20)");
    }

    @Test
    void a_message_that_is_not_an_object() {
        assertUnserved(
                spoil("        $ref: '#/components/messages/Placed'", "        - a"),
                "/channels/orders/messages/placed",
                "a message must be an object; give it a payload (line 9)");
    }

    @Test
    void a_trait_with_a_payload() {
        assertUnserved(
                spoil("    Placed:\n", "    Placed:\n      traits: [{payload: {type: object}}]\n"),
                "/components/messages/Placed/traits/0/payload",
                "a trait cannot have a payload; move it into the message (line 19)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    type: strng                     | /type | not valid JSON Schema draft-07, the language of AsyncAPI payloads: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    type: 5                         | /type | not valid JSON Schema draft-07, the language of AsyncAPI payloads: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    required: yes                   | /required | not valid JSON Schema draft-07, the language of AsyncAPI payloads: string found, array expected; correct it (line 24)
                    minLength: -1                   | /minLength | not valid JSON Schema draft-07, the language of AsyncAPI payloads: must have a minimum value of 0; correct it (line 24)
                    exclusiveMinimum: true          | /exclusiveMinimum | not valid JSON Schema draft-07, the language of AsyncAPI payloads: boolean found, number expected; correct it (line 24)
                    enum: []                        | /enum | not valid JSON Schema draft-07, the language of AsyncAPI payloads: must have at least 1 items but found 0; correct it (line 24)
                    items: 5                        | /items | not valid JSON Schema draft-07, the language of AsyncAPI payloads: integer found, [object, boolean] expected; correct it (line 24)
                    properties: {a: 5}              | /properties/a | not valid JSON Schema draft-07, the language of AsyncAPI payloads: integer found, [object, boolean] expected; correct it (line 24)
                    properties: {$ref: words}       | /properties/$ref | not valid JSON Schema draft-07, the language of AsyncAPI payloads: string found, [object, boolean] expected; correct it (line 24)
                    items: {items: {type: strng}}   | /items/items/type | not valid JSON Schema draft-07, the language of AsyncAPI payloads: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    anyOf: [{type: strng}]          | /anyOf/0/type | not valid JSON Schema draft-07, the language of AsyncAPI payloads: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    pattern: '[a-'                  | /pattern | '[a-' is not a regular expression of ECMA 262 that Stagedoor supports: a class does not end; add ] at character 4; correct it (line 24)
                    patternProperties: {'(': {}}    | /patternProperties/( | '(' is not a regular expression of ECMA 262 that Stagedoor supports: a group does not end; add ) at character 2; correct it (line 24)
                    $schema: https://json-schema.org/draft/2020-12/schema | /$schema | AsyncAPI payloads are JSON Schema draft-07, but this is another dialect; rewrite the schema and remove this line (line 24)
                    $ref: '#'                       | /$ref | this $ref leads to a part of the document that is not a schema; point it to a schema below /components/schemas, or to a payload (line 24)
                    $ref: '#/components/messages/Placed' | /$ref | this $ref leads to a part of the document that is not a schema; point it to a schema below /components/schemas, or to a payload (line 24)
                    """)
    void a_payload_that_is_not_a_schema(String schema, String pointer, String reason) {
        assertUnserved(
                spoil("            type: string", "            " + schema),
                "/components/messages/Placed/payload/properties/id" + pointer,
                reason);
    }

    @Test
    void a_payload_that_is_empty() {
        assertUnserved(
                GOOD.substring(0, GOOD.indexOf("        type: object")),
                "/components/messages/Placed/payload",
                "not valid JSON Schema draft-07, the language of AsyncAPI payloads: null found, [object, boolean]"
                        + " expected; correct it (line 20)");
    }

    @Test
    void a_schema_that_contains_itself_without_end() {
        assertUnserved(
                spoil("payload:\n        type: object", "payload:\n        allOf: [{$ref: '#/components/schemas/A'}]")
                        + "  schemas:\n    A: {anyOf: [{$ref: '#/components/schemas/B'}]}\n"
                        + "    B: {if: {$ref: '#/components/schemas/A'}}\n",
                "/components/schemas/B",
                "this schema checks the same value against itself without end; break the cycle of allOf, anyOf,"
                        + " oneOf, not, if, then, else and $ref (line 27)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {}} | /schemaFormat | the schema format 'application/vnd.apache.avro;version=1.9.0' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: application/schema+json;version=draft-04, schema: {}}  | /schemaFormat | the schema format 'application/schema+json;version=draft-04' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: 7, schema: {}}                                         | /schemaFormat | the schema format '7' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: application/schema+json;version=draft-07}              | `` | a schemaFormat needs a 'schema' beside it; add one (line 20)
                    {schemaFormat: application/schema+json;version=draft-07, schema: 5}   | /schema | not valid JSON Schema draft-07, the language of AsyncAPI payloads: integer found, [object, boolean] expected; correct it (line 20)
                    """)
    void a_schema_format_that_is_not_supported(String payload, String pointer, String reason) {
        String text = GOOD.substring(0, GOOD.indexOf("payload:")) + "payload: " + payload + "\n";
        assertUnserved(text, "/components/messages/Placed/payload" + pointer, reason);
    }
}
