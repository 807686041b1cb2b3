package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a contract may say, beyond what the bundled one says. */
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = "asyncapi: 3.0.0\ninfo: {title: Shop, version: 1.0.0}\n";

    @TempDir
    Path folder;

    @Test
    void a_channel_added_to_the_document_is_a_channel() throws Exception {
        String text = Files.readString(Path.of("src/main/resources/backstage-events.asyncapi.yaml"))
                .replace("\noperations:\n", """

                          permissionChange:
                            address: backstage/permission/policy
                            messages:
                              permissionChangeMessage:
                                payload:
                                  type: object
                                  required: [metadata]
                                  properties:
                                    eventPayload:
                                      properties: {action: {const: granted}}
                                    metadata: {$ref: '#/components/schemas/EventMetadata'}
                        operations:
                        """);
        Contract contract = read(text);
        assertThat(contract.channels()).hasSize(5);
        Channel added = contract.channels().get(4);
        assertThat(added.address()).isEqualTo("backstage/permission/policy");
        assertThat(added.description()).isEmpty();
        assertThat(added.contentType()).isEqualTo("application/json");
        assertThat(added.messages()).containsExactly("permissionChangeMessage");
        assertThat(added.actions()).containsExactly("granted");
        assertThat(validate(added, "{\"metadata\":{\"eventId\":\"x\"}}"))
                .extracting(Violation::pointer)
                .containsExactly("/metadata/eventId");
        assertThat(contract.hash()).isNotEqualTo(Contract.bundled().hash());
    }

    @Test
    void json_with_tabs_is_read_as_yaml_is() throws Exception {
        Path file = Files.writeString(folder.resolve("contract.json"), """
                {
                \t"asyncapi": "3.0.0",
                \t"info": { "title": "Shop \\/ \\u00e4", "version": "1" },
                \t"channels": {
                \t\t"orders": { "address": "shop\\/orders", "messages": { "any": {} } }
                \t}
                }
                """);
        Contract contract = Contract.read(file);
        assertThat(contract.title()).isEqualTo("Shop / ä");
        assertThat(contract.channel("shop/orders")).isPresent();
    }

    @Test
    void a_byte_order_mark_before_the_document_is_no_problem() throws Exception {
        assertThat(read("\uFEFF" + channel("payload: true")).channels()).hasSize(1);
    }

    @Test
    void words_that_older_yaml_took_for_booleans_and_dates_are_words() throws Exception {
        Channel channel = only(
                channel("payload: {properties: {eventPayload: {properties: {action: {enum: [on, no, 2026-01-01]}}}}}"));
        assertThat(channel.actions()).containsExactly("on", "no", "2026-01-01");
    }

    @Test
    void anchors_and_merge_keys_are_resolved() throws Exception {
        Channel channel = only(
                "x-base: &base {type: object, required: [id]}\n" + channel("payload: {<<: *base, required: [name]}"));
        assertThat(validate(channel, "{}"))
                .extracting(Violation::message)
                .containsExactly("required property 'name' not found");
    }

    @Test
    void a_version_that_yaml_takes_for_a_number_keeps_its_text() throws Exception {
        assertThat(read(channel("payload: true").replace("version: 1.0.0", "version: 1.10"))
                        .version())
                .isEqualTo("1.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload: true", "payload: {}", "title: Anything", "{}"})
    void a_message_without_a_schema_takes_any_json(String message) throws Exception {
        Channel channel = only(channel(message));
        for (String event : List.of("{}", "5", "null", "\"text\"", "[[]]")) {
            assertThat(validate(channel, event)).isEmpty();
        }
        assertThat(channel.actions()).isEmpty();
    }

    @Test
    void a_message_of_payload_false_takes_nothing() throws Exception {
        assertThat(validate(only(channel("payload: false")), "{}")).isNotEmpty();
    }

    @Test
    void an_event_of_any_of_a_channels_messages_is_valid() throws Exception {
        Channel channel = only(HEAD + """
                channels:
                  orders:
                    address: shop/orders
                    messages:
                      a:
                        name: Placed
                        payload: {required: [placed], properties: {eventPayload: {properties: {action: {enum: [x, y]}}}}}
                      b:
                        payload: {required: [paid], properties: {eventPayload: {properties: {action: {enum: [y, z]}}}}}
                """);
        assertThat(channel.messages()).containsExactly("Placed", "b");
        assertThat(channel.actions()).containsExactly("x", "y", "z");
        assertThat(validate(channel, "{\"placed\":1}")).isEmpty();
        assertThat(validate(channel, "{\"paid\":1}")).isEmpty();
        assertThat(validate(channel, "{\"paid\":1,\"placed\":1}")).isEmpty();
        assertThat(validate(channel, "{}"))
                .extracting(Violation::message)
                .containsExactly("required property 'paid' not found", "required property 'placed' not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.aai.asyncapi;version=3.0.0",
                "application/vnd.aai.asyncapi+yaml; version=3.1.0",
                "application/vnd.aai.asyncapi+json",
                "application/schema+json;version=draft-07",
                "application/schema+json;version=draft-06",
                "application/schema+yaml; version=draft-07"
            })
    void a_schema_may_name_its_format(String format) throws Exception {
        Channel channel = only(channel("payload: {schemaFormat: '" + format
                + "', schema: {properties: {eventPayload: {properties:" + " {action: {const: a}}}}, required: [id]}}"));
        assertThat(validate(channel, "{}")).hasSize(1);
        assertThat(channel.actions()).containsExactly("a");
    }

    @Test
    void content_type_and_name_come_from_the_message_else_its_last_trait_else_the_document() throws Exception {
        String tail = "\ndefaultContentType: application/vnd.shop+json; charset=utf-8\n";
        assertThat(only(channel("payload: true") + tail).contentType())
                .isEqualTo("application/vnd.shop+json; charset=utf-8");
        String traits =
                "traits: [{contentType: application/a+json, name: A}, {$ref: '#/components/messageTraits/b'}], ";
        tail += "components: {messageTraits: {b: {contentType: application/b+json}}}\n";
        Channel fromTrait = only(channel("{" + traits + "payload: true}") + tail);
        assertThat(fromTrait.contentType()).isEqualTo("application/b+json");
        assertThat(fromTrait.messages()).containsExactly("A");
        assertThat(only(channel("{" + traits + "contentType: application/json, name: M}") + tail))
                .extracting(Channel::contentType, Channel::messages)
                .containsExactly("application/json", List.of("M"));
    }

    @Test
    void references_reach_other_files_and_escaped_names_and_come_back() throws Exception {
        Files.createDirectories(folder.resolve("my schemas"));
        Files.writeString(folder.resolve("my schemas/order.yaml"), """
                Order:
                  required: [id]
                  properties:
                    id: {$ref: '#/a~1b~0c%25+d'}
                    line: {$ref: '../contract.yaml#/components/schemas/12'}
                    eventPayload: {$ref: 'more.json'}
                a/b~c%+d: {type: string}
                Message:
                  payload: {$ref: '#/Order'}
                """);
        Files.writeString(
                folder.resolve("my schemas/more.json"), "{\"properties\":{\"action\":{\"enum\":[\"placed\"]}}}");
        String text = HEAD + """
                channels:
                  orders: {$ref: '#/components/channels/orders'}
                components:
                  channels:
                    orders:
                      address: shop/orders
                      messages: {placed: {$ref: './my%20schemas/order.yaml#/Message'}}
                  schemas:
                    '12': {type: integer}
                """;
        Contract contract = read(text);
        Channel channel = contract.channels().get(0);
        assertThat(channel.name()).isEqualTo("orders");
        assertThat(channel.actions()).containsExactly("placed");
        assertThat(validate(channel, "{\"id\":5,\"line\":\"x\"}"))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple("/id", "type"), tuple("/line", "type"));
        Files.writeString(folder.resolve("my schemas/more.json"), "{}");
        assertThat(read(text).hash()).isNotEqualTo(contract.hash());
    }

    @Test
    void a_recursive_schema_ends_where_the_event_ends() throws Exception {
        Channel channel = only(channel("payload: {$ref: '#/components/schemas/Tree'}")
                + "\ncomponents: {schemas: {Tree: {type: object, required: [v], properties: {v: {type: integer}, l: {$ref:"
                + " '#/components/schemas/Tree'}, r: {$ref: '#/components/schemas/Tree'}}}}}\n");
        assertThat(validate(channel, "{\"v\":1,\"l\":{\"v\":2,\"r\":{\"v\":3}}}"))
                .isEmpty();
        assertThat(validate(channel, "{\"v\":1,\"l\":{\"v\":2,\"r\":{}}}"))
                .containsExactly(new Violation("/l/r", "required", "required property 'v' not found"));
        // Kept references would grow with each new shape of event, for as long as the program runs.
        assertThat(channel.schema()
                        .jsonSchema()
                        .getValidationContext()
                        .getConfig()
                        .isCacheRefs())
                .isFalse();
        String deep = "{\"v\":1,\"l\":".repeat(199) + "{}" + "}".repeat(199);
        assertThat(validate(channel, deep)).hasSize(1);
    }

    @Test
    void many_schemas_that_refer_to_each_other_are_read_in_no_time() {
        var schemas = new StringBuilder("\ncomponents:\n  schemas:\n");
        for (int i = 0; i < 12; i++) {
            schemas.append("    S").append(i).append(":\n      properties:\n");
            for (int j = 0; j < 12; j++) {
                schemas.append("        p%d: {$ref: '#/components/schemas/S%d'}\n".formatted(j, j));
            }
        }
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(
                        validate(only(channel("payload: {$ref: '#/components/schemas/S0'}") + schemas), "{}"))
                .isEmpty());
    }

    @Test
    void what_asserts_nothing_disturbs_nothing_and_is_not_logged() throws Exception {
        var records = new ArrayList<LogRecord>();
        Logger logger = Logger.getLogger("com.networknt");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            Channel channel = only(channel("""
                    payload:
                              $id: https://example.org/order
                              $schema: http://json-schema.org/draft-07/schema#
                              discriminator: kind
                              deprecated: true
                              externalDocs: {url: 'https://example.org'}
                              x-anything: {pattern: '['}
                              nullable: true
                              examples: [{$ref: '#/nowhere'}]
                              default: {$ref: 7}
                              contentMediaType: application/json
                              properties:
                                $ref: {type: string}
                                default: {const: {$ref: '#/nowhere'}}
                                count: {type: integer, format: int32}
                                file: {type: string, format: binary, enum: [{$ref: x}, a]}"""));
            assertThat(validate(channel, "{\"$ref\":\"a\",\"count\":1,\"file\":\"a\"}"))
                    .isEmpty();
            assertThat(validate(channel, "{\"$ref\":1}")).hasSize(1);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).isEmpty();
    }

    @Test
    void a_pattern_is_searched_for_and_a_text_that_is_too_much_for_it_does_not_match() throws Exception {
        Channel channel = only(channel("payload: {pattern: '(a|b)*c'}"));
        assertThat(validate(channel, "\"xxabc\"")).isEmpty();
        assertThatCode(() -> validate(channel, "\"" + "ab".repeat(500_000) + "\""))
                .doesNotThrowAnyException();
    }

    @Test
    void a_violation_is_bounded_on_one_line_and_has_an_exact_pointer() throws Exception {
        Channel channel = only(channel("payload: {additionalProperties: {additionalProperties: false}}"));
        assertThat(validate(channel, "{\"a/b~c: d\\n\":{\"x\\r\\ny\":1}}"))
                .containsExactly(new Violation(
                        "/a~1b~0c: d\n",
                        "additionalProperties",
                        "property 'x  y' is not defined in the schema and the schema does not allow additional"
                                + " properties"));
        Violation huge = validate(channel, "{\"%s\":{\"%s\":1}}".formatted("k".repeat(9999), "k".repeat(9999)))
                .get(0);
        assertThat(huge.pointer()).isEmpty();
        assertThat(huge.message()).hasSize(300);
    }

    private static List<Violation> validate(Channel channel, String event) throws IOException {
        JsonNode node = JSON.readTree(event);
        return channel.schema().validate(node);
    }

    private static String channel(String message) {
        return HEAD + "channels:\n  orders:\n    address: shop/orders\n    messages:\n      m:\n        " + message
                + "\n";
    }

    private Channel only(String text) throws Exception {
        Contract contract = read(text);
        assertThat(contract.channels()).hasSize(1);
        return contract.channels().get(0);
    }

    private Contract read(String text) throws Exception {
        return Contract.read(Files.writeString(folder.resolve("contract.yaml"), text));
    }
}
