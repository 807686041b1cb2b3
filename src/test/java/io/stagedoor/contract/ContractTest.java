package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a contract says in AsyncAPI, in any of the ways in which it may. */
class ContractTest extends ContractRig {

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
        // Cached references would grow with each new shape of event.
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
    void many_schemas_that_refer_to_each_other_are_read_fast() {
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
    void keywords_that_assert_nothing_are_ignored_and_not_logged() throws Exception {
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
}
