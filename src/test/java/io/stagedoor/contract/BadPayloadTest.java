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
    void a_message_that_is_no_object() {
        assertUnserved(
                spoil("        $ref: '#/components/messages/Placed'", "        - a"),
                "/channels/orders/messages/placed",
                "a message is an object; give it a payload (line 9)");
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
                    type: strng                     | /type | no JSON Schema draft-07, which AsyncAPI payloads are: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    type: 5                         | /type | no JSON Schema draft-07, which AsyncAPI payloads are: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    required: yes                   | /required | no JSON Schema draft-07, which AsyncAPI payloads are: string found, array expected; correct it (line 24)
                    minLength: -1                   | /minLength | no JSON Schema draft-07, which AsyncAPI payloads are: must have a minimum value of 0; correct it (line 24)
                    exclusiveMinimum: true          | /exclusiveMinimum | no JSON Schema draft-07, which AsyncAPI payloads are: boolean found, number expected; correct it (line 24)
                    enum: []                        | /enum | no JSON Schema draft-07, which AsyncAPI payloads are: must have at least 1 items but found 0; correct it (line 24)
                    items: 5                        | /items | no JSON Schema draft-07, which AsyncAPI payloads are: integer found, [object, boolean] expected; correct it (line 24)
                    properties: {a: 5}              | /properties/a | no JSON Schema draft-07, which AsyncAPI payloads are: integer found, [object, boolean] expected; correct it (line 24)
                    properties: {$ref: words}       | /properties/$ref | no JSON Schema draft-07, which AsyncAPI payloads are: string found, [object, boolean] expected; correct it (line 24)
                    items: {items: {type: strng}}   | /items/items/type | no JSON Schema draft-07, which AsyncAPI payloads are: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    anyOf: [{type: strng}]          | /anyOf/0/type | no JSON Schema draft-07, which AsyncAPI payloads are: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]; correct it (line 24)
                    pattern: '[a-'                  | /pattern | '[a-' is no regular expression of ECMA 262 that can be used here: a class does not end; add ] at character 4; correct it (line 24)
                    patternProperties: {'(': {}}    | /patternProperties/( | '(' is no regular expression of ECMA 262 that can be used here: a group does not end; add ) at character 2; correct it (line 24)
                    $schema: https://json-schema.org/draft/2020-12/schema | /$schema | AsyncAPI payloads are JSON Schema draft-07, and this names another dialect; rewrite it and remove this line (line 24)
                    $ref: '#'                       | /$ref | this $ref leads to a part of the document that is no schema; let it lead to one below /components/schemas, or to a payload (line 24)
                    $ref: '#/components/messages/Placed' | /$ref | this $ref leads to a part of the document that is no schema; let it lead to one below /components/schemas, or to a payload (line 24)
                    """)
    void a_payload_that_is_no_schema(String schema, String pointer, String reason) {
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
                "no JSON Schema draft-07, which AsyncAPI payloads are: null found, [object, boolean] expected; correct it (line 20)");
    }

    @Test
    void a_schema_that_contains_itself_without_end() {
        assertUnserved(
                spoil("payload:\n        type: object", "payload:\n        allOf: [{$ref: '#/components/schemas/A'}]")
                        + "  schemas:\n    A: {anyOf: [{$ref: '#/components/schemas/B'}]}\n"
                        + "    B: {if: {$ref: '#/components/schemas/A'}}\n",
                "/components/schemas/B",
                "this schema checks the same value against itself, without end; break the circle of allOf, anyOf, oneOf, not, if, then, else and $ref (line 27)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {}} | /schemaFormat | the schema format 'application/vnd.apache.avro;version=1.9.0' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: application/schema+json;version=draft-04, schema: {}}  | /schemaFormat | the schema format 'application/schema+json;version=draft-04' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: 7, schema: {}}                                         | /schemaFormat | the schema format '7' is not supported; use AsyncAPI's own, or application/schema+json;version=draft-07 (line 20)
                    {schemaFormat: application/schema+json;version=draft-07}              | `` | a schemaFormat needs a 'schema' beside it; add it (line 20)
                    {schemaFormat: application/schema+json;version=draft-07, schema: 5}   | /schema | no JSON Schema draft-07, which AsyncAPI payloads are: integer found, [object, boolean] expected; correct it (line 20)
                    """)
    void a_schema_format_that_is_not_supported(String payload, String pointer, String reason) {
        String text = GOOD.substring(0, GOOD.indexOf("payload:")) + "payload: " + payload + "\n";
        assertUnserved(text, "/components/messages/Placed/payload" + pointer, reason);
    }
}
