package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stagedoor.contract.document.ContractException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a contract can be wrong, with the exact words that the operator reads. */
class BadContractTest {
    /** Each test spoils one line of this. */
    static final String GOOD = """
            asyncapi: 3.0.0
            info:
              title: Shop
              version: 1.0.0
            channels:
              orders:
                address: shop/orders
                messages:
                  placed:
                    $ref: '#/components/messages/Placed'
            operations:
              onOrder:
                action: receive
                channel:
                  $ref: '#/channels/orders'
            components:
              messages:
                Placed:
                  contentType: application/json
                  payload:
                    type: object
                    properties:
                      id:
                        type: string
            """;

    @TempDir
    Path folder;

    @Test
    void the_document_that_the_tests_spoil_is_good() throws Exception {
        assertThat(Contract.read(write(GOOD)).channels()).hasSize(1);
    }

    @Test
    void a_missing_file() {
        Path missing = folder.resolve("missing.yaml");
        assertThat(refused(missing)).hasMessage(missing + "#: there is no such file; correct the path, or create it");
    }

    @Test
    void a_folder() {
        assertThat(refused(folder)).hasMessage(folder + "#: this is a folder; name the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment\n"})
    void an_empty_file(String text) {
        assertProblem(text, "", "the file is empty; write a document into it");
    }

    @Test
    void a_file_that_is_too_long() {
        assertProblem("#" + "x".repeat(3 * 1024 * 1024), "", "longer than 3145728 bytes; split it by $ref");
    }

    @Test
    void a_file_that_is_not_utf8() throws IOException {
        Path file = Files.write(folder.resolve("a.yaml"), "info: café".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(file).reason()).isEqualTo("not UTF-8; save it in that encoding");
    }

    @Test
    void broken_yaml_is_told_with_line_and_column() {
        assertProblem(
                "asyncapi: 3.0.0\ninfo: [a, b\nchannels: {}\n",
                "",
                "line 3, column 9: neither YAML nor JSON: while parsing a flow sequence, expected ',' or ']', but got :");
    }

    @Test
    void broken_json_is_told_with_line_and_column() {
        assertProblem(
                "{\n\t\"asyncapi\": \"3.0.0\",\n\t\"info\" \"x\"\n}",
                "",
                "line 3, column 9: neither YAML nor JSON: while parsing a flow mapping, expected ',' or '}', but got <scalar>");
    }

    @Test
    void an_undefined_alias() {
        assertProblem(
                "asyncapi: *version\n", "", "line 1, column 11: neither YAML nor JSON: found undefined alias version");
    }

    @Test
    void an_alias_that_contains_itself() {
        assertProblem(
                "asyncapi: &a\n  b: *a\n",
                "/asyncapi",
                "an alias inside of what it stands for; JSON has no such thing, so use $ref (line 1)");
    }

    @Test
    void aliases_that_make_a_small_file_huge() {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refused(write(text.toString())).reason()).startsWith("too deep or too large");
    }

    @Test
    void brackets_without_end() {
        assertProblem("[".repeat(1_000_000), "", "nested too deeply to be a contract; flatten it by $ref");
    }

    @Test
    void two_documents_in_one_file() {
        assertProblem(
                "asyncapi: 3.0.0\n---\nasyncapi: 3.0.0\n",
                "",
                "line 2, column 1: neither YAML nor JSON: expected a single document in the stream, but found another document");
    }

    @Test
    void a_tag_that_json_has_not() {
        assertProblem(
                "asyncapi: !secret {a: 1}\n", "/asyncapi", "the tag !secret means nothing in JSON; remove it (line 1)");
    }

    @Test
    void a_number_that_json_has_not() {
        assertProblem(
                "asyncapi: .nan\n", "/asyncapi", "JSON has no number .nan; quote it if it is meant as text (line 1)");
    }

    @Test
    void a_key_that_stands_twice() {
        assertProblem(
                GOOD.replace("  title: Shop\n", "  title: Shop\n  title: Shop\n"),
                "/info/title",
                "the key 'title' stands twice; keep one of the two (line 4)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    - a                        |           | the document is no object; Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0' (line 1)
                    just words                 |           | the document is no object; Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0' (line 1)
                    openapi: 3.1.0             |           | this is an OpenAPI document (openapi 3.1.0); Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0' (line 1)
                    swagger: '2.0'             |           | this is an OpenAPI document (swagger 2.0); Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0' (line 1)
                    info: {title: a}           |           | there is no 'asyncapi' field; Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0' (line 1)
                    asyncapi: 2.6.0            | /asyncapi | this is AsyncAPI 2.6.0; Stagedoor reads 3.x.y, so convert the document (line 1)
                    asyncapi: 4.0.0            | /asyncapi | this is AsyncAPI 4.0.0; Stagedoor reads 3.x.y, so convert the document (line 1)
                    asyncapi: 3.0              | /asyncapi | this is AsyncAPI 3.0; Stagedoor reads 3.x.y, so convert the document (line 1)
                    asyncapi: {a: b}           | /asyncapi | this is AsyncAPI of no version; Stagedoor reads 3.x.y, so convert the document (line 1)
                    """)
    void another_kind_of_document(String text, String pointer, String reason) {
        assertProblem(text, pointer == null ? "" : pointer, reason);
    }

    @Test
    void no_channels_at_all() {
        assertProblem(
                GOOD.substring(0, GOOD.indexOf("channels:")),
                "",
                "no channels; add one with its address and messages (line 1)");
        assertProblem(
                GOOD.substring(0, GOOD.indexOf("channels:")) + "channels: {}\n",
                "/channels",
                "no channels; add one with its address and messages (line 5)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `#/channels/orders`              | #/channels/order           | /operations/onOrder/channel/$ref | the $ref '#/channels/order' leads nowhere: there is no /channels/order in contract.yaml; correct it, or add what it names (line 15)
                    `#/components/messages/Placed`   | #/components/messages/     | /channels/orders/messages/placed/$ref | the $ref '#/components/messages/' leads nowhere: there is no /components/messages/ in contract.yaml; correct it, or add what it names (line 10)
                    `#/components/messages/Placed`   | #components                | /channels/orders/messages/placed/$ref | the $ref '#components' has no JSON pointer after '#'; it must begin with '#/' (line 10)
                    `#/components/messages/Placed`   | #/components/messages/100% | /channels/orders/messages/placed/$ref | the $ref '/components/messages/100%' has a '%' that begins no escape; write it as %25 (line 10)
                    `#/components/messages/Placed`   | https://example.org/a.yaml#/Placed | /channels/orders/messages/placed/$ref | the $ref 'https://example.org/a.yaml#/Placed' is remote, and nothing is fetched; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | //example.org/a.yaml       | /channels/orders/messages/placed/$ref | the $ref '//example.org/a.yaml' is remote, and nothing is fetched; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | file:a.yaml                | /channels/orders/messages/placed/$ref | the $ref 'file:a.yaml' is remote, and nothing is fetched; copy it into a local file (line 10)
                    `#/components/messages/Placed`   | #/channels/orders/messages/placed | /channels/orders/messages/placed/$ref | this $ref only leads back to itself; let one of [contract.yaml#/channels/orders/messages/placed] hold the value (line 10)
                    """)
    void a_reference_that_leads_nowhere(String good, String bad, String pointer, String reason) {
        if (pointer.startsWith("/channels")) {
            assertUnserved(spoil(good, bad), pointer, reason);
        } else {
            assertRemark(spoil(good, bad), pointer, reason);
        }
    }

    @Test
    void a_reference_that_is_no_text() {
        assertRemark(
                spoil("'#/channels/orders'", "5"),
                "/operations/onOrder/channel/$ref",
                "a $ref is a text, for instance '#/components/schemas/Name' (line 15)");
    }

    @Test
    void a_reference_to_a_file_that_does_not_exist() {
        assertRemark(
                spoil("#/channels/orders", "./more/channels.yaml#/a"),
                "/operations/onOrder/channel/$ref",
                "there is no file more/channels.yaml; correct the $ref, or create it (line 15)");
    }

    @Test
    void a_reference_that_dangles_in_a_component_that_nobody_uses() {
        assertRemark(
                GOOD + "  schemas:\n    Unused:\n      properties:\n        default:\n          $ref: '#/nothing'\n",
                "/components/schemas/Unused/properties/default/$ref",
                "the $ref '#/nothing' leads nowhere: there is no /nothing in contract.yaml; correct it, or add what it names (line 29)");
    }

    @Test
    void references_that_only_lead_to_each_other() {
        assertRemark(
                GOOD + "  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n    B:\n      $ref:"
                        + " '#/components/schemas/A'\n",
                "/components/schemas/A/$ref",
                "this $ref only leads back to itself; let one of [contract.yaml#/components/schemas/A, contract.yaml#/components/schemas/B] hold the value (line 27)");
    }

    @Test
    void a_reference_that_leads_through_itself() {
        assertRemark(
                GOOD + "  schemas:\n    A:\n      $ref: '#/components/schemas/A/x'\n",
                "/components/schemas/A/$ref",
                "this $ref only leads back to itself; let one of [contract.yaml#/components/schemas/A] hold the value (line 27)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `description: none`         | this channel has no address; add the AMQP address that its events come from (line 6)
                    `address: null`             | this channel has no address; add the AMQP address that its events come from (line 6)
                    `address: ''`               | an address is a text that is not empty; write the AMQP address that its events come from (line 7)
                    `address: 5`                | an address is a text that is not empty; write the AMQP address that its events come from (line 7)
                    `address: 'shop/{id'`       | the address 'shop/{id' has a brace that does not close or open; write a parameter as {name} (line 7)
                    `address: 'shop/id}'`       | the address 'shop/id}' has a brace that does not close or open; write a parameter as {name} (line 7)
                    `address: 'shop/{}'`        | the address 'shop/{}' has the parameter '{}'; name it with letters, digits, '_' and '-' (line 7)
                    `address: 'shop/{{id}}'`    | the address 'shop/{{id}}' has a brace that does not close or open; write a parameter as {name} (line 7)
                    `address: 'shop/{id}#'`     | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: '/{id}'`          | the address '/{id}' has the segment '' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: /`                | the address '/' has the segment '' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: shop/*`           | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'shop/#'`         | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'shop.>'`         | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'a::b'`           | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'a?b=c'`          | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: "a\\nb"`          | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: "a\\u202eb"`      | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: ' a'`             | the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: deliver/cmdb`     | addresses below 'deliver/' are Stagedoor's own; choose another (line 7)
                    `address: dead-letter/shop` | addresses below 'dead-letter/' are Stagedoor's own; choose another (line 7)
                    `address: seen/shop`        | addresses below 'seen/' are Stagedoor's own; choose another (line 7)
                    `address: turn/shop`        | addresses below 'turn/' are Stagedoor's own; choose another (line 7)
                    `address: /shop`            | the address '/shop' has the segment '' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: shop/`            | the address 'shop/' has the segment '' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: shop//orders`     | the address 'shop//orders' has the segment '' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: ../shop`          | the address '../shop' has the segment '..' between slashes; it becomes a folder of the archive, so name it (line 7)
                    `address: shop/./orders`    | the address 'shop/./orders' has the segment '.' between slashes; it becomes a folder of the archive, so name it (line 7)
                    """)
    void an_address_that_is_none(String bad, String reason) {
        String pointer = reason.contains("no address") ? "/channels/orders" : "/channels/orders/address";
        assertUnserved(spoil("address: shop/orders", bad), pointer, reason);
    }

    @Test
    void an_address_that_is_too_long() {
        assertUnserved(
                spoil("shop/orders", "a".repeat(201)),
                "/channels/orders/address",
                "the address has more than 200 characters; shorten it (line 7)");
    }

    @Test
    void two_channels_with_one_address() {
        String text = spoil("channels:\n", "channels:\n  first:\n    address: shop/orders\n    messages: {a: {}}\n");
        String reason =
                "the address 'shop/orders' is also that of channel %s; give each its own, or put all messages into one"
                        + " channel (line %d)";
        assertUnserved(text, "/channels/first/address", reason.formatted("orders", 7));
        assertUnserved(text, "/channels/orders/address", reason.formatted("first", 10));
    }

    @Test
    void a_channel_without_messages() {
        assertUnserved(
                spoil("    messages:\n      placed:\n", "    x-messages:\n      placed:\n"),
                "/channels/orders",
                "this channel has no messages, so that no event could be valid; add one (line 6)");
    }

    @Test
    void a_channel_that_is_no_object() {
        assertUnserved(
                spoil("channels:\n", "channels:\n  first: words\n"),
                "/channels/first",
                "a channel is an object; give it an address and messages (line 6)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "json",
                "application/jsonx",
                "''",
                "5",
                "application/json; charset",
                "\"application/json\\r\\nX: y\""
            })
    void a_content_type_that_is_not_json(String type) {
        assertThat(read(spoil("contentType: application/json", "contentType: " + type))
                        .unserved())
                .singleElement()
                .extracting(Unserved::reason)
                .asString()
                .contains("#/components/messages/Placed/contentType: the content type '")
                .contains("is not JSON");
    }

    @Test
    void a_default_content_type_that_is_not_json_where_it_is_needed() throws Exception {
        String text = GOOD + "defaultContentType: application/avro\n";
        assertThat(Contract.read(write(text)).channels()).hasSize(1);
        assertUnserved(
                text.replace("      contentType: application/json\n", ""),
                "/defaultContentType",
                "the content type 'application/avro' is not JSON; use application/json, or one that ends in +json (line 24)");
    }

    @Test
    void messages_of_one_channel_with_two_content_types() {
        assertUnserved(
                spoil(
                        "    messages:\n      placed:\n",
                        "    messages:\n      other:\n        contentType: application/cloudevents+json\n"
                                + "      placed:\n"),
                "/components/messages/Placed",
                "its content type 'application/json' is not the 'application/cloudevents+json' of the channel's other messages; use one, or another channel (line 20)");
    }

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

    @Test
    void a_problem_in_another_file_names_that_file() throws IOException {
        Files.createDirectory(folder.resolve("schemas"));
        Path other = Files.writeString(folder.resolve("schemas/order.yaml"), "Id:\n  type: strng\n");
        Contract contract = read(spoil("            type: string", "            $ref: './schemas/order.yaml#/Id'"));
        assertThat(contract.unserved().get(0).reason()).startsWith(other + "#/Id/type: ");
    }

    private static String spoil(String good, String bad) {
        assertThat(GOOD).contains(good);
        return GOOD.replace(good, bad);
    }

    private void assertProblem(String text, String pointer, String reason) {
        String message = refused(write(text)).getMessage().replace(folder + "/", "");
        assertThat(message).isEqualTo("contract.yaml#" + pointer + ": " + reason);
    }

    /** The channel that has the problem is not served. */
    private void assertUnserved(String text, String pointer, String reason) {
        assertThat(read(text).unserved())
                .extracting(channel -> channel.reason().replace(folder + "/", ""))
                .contains("contract.yaml#" + pointer + ": " + reason);
    }

    /** No channel needs what has the problem. */
    private void assertRemark(String text, String pointer, String reason) {
        Contract contract = read(text);
        assertThat(contract.remarks())
                .extracting(remark -> remark.replace(folder + "/", ""))
                .contains("contract.yaml#" + pointer + ": " + reason);
        assertThat(contract.channels()).hasSize(1);
        assertThat(contract.unserved()).isEmpty();
    }

    private Contract read(String text) {
        try {
            return Contract.read(write(text));
        } catch (ContractException e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("contract.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ContractException refused(Path file) {
        return catchThrowableOfType(ContractException.class, () -> Contract.read(file));
    }
}
