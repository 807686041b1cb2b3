package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.schema.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(channel.documented().get(0).examples()).hasToString("[{\"$ref\":\"#/nowhere\"}]");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).isEmpty();
    }
}
