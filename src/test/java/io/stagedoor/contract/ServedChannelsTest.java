package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A document that was not written for Stagedoor: the channels that it can serve work; for each other one it says why
 * not.
 */
class ServedChannelsTest extends ServedChannelsRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{messages: {m: {}}}",
                "{address: null, messages: {m: {}}}",
                "{address: /, messages: {m: {}}}",
                "{address: 'https://example.com/books/{id}', messages: {m: {}}}",
                "{address: a}",
                "{address: a, messages: {}}",
                "{address: a, messages: {m: {contentType: application/octet-stream}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: {}}}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema:"
                        + " {$ref: './user-create.avsc'}}}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 'application/vnd.google.protobuf;version=3', schema: 'message A {}'}}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 'application/raml+yaml;version=1.0', schema: 'string'}}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 'application/xml', schema: '<a/>'}}}}",
                "{address: a, messages: {m: {payload: {schemaFormat: 7, schema: {}}}}}",
                "{address: a, messages: {m: {payload: {$ref: 'https://example.org/a.avsc'}}}}",
                "{address: a, messages: {m: {payload: {$ref: './nowhere.yaml'}}}}",
                "{address: a, messages: {m: {$ref: '#/components/messages/none'}}}",
                "{address: a, messages: {m: {payload: {type: strng}}}}",
                "{address: a, messages: {m: {payload: {pattern: '('}}}}",
                "{address: a, messages: {m: {payload: {$schema: 'https://example.org/my-own-dialect'}}}}",
                "{address: a, messages: {m: {payload: {allOf: [{$ref: '#/channels/other/messages/m/payload'}]}}}}",
                "{$ref: '#/components/channels/none'}",
                "{$ref: '#/channels/other'}",
                "words",
                "{address: shop/orders2, messages: {m: {traits: [{$ref: '#/none'}]}}}"
            })
    void a_channel_that_cannot_be_served_does_not_affect_the_others(String channel) throws Exception {
        Contract contract = read(GOOD + "  other: " + channel + "\n");

        assertThat(contract.channels()).extracting(Channel::name).containsExactly("orders");
        assertThat(contract.templates()).isEmpty();
        assertThat(contract.unserved()).singleElement().satisfies(other -> {
            assertThat(other.name()).isEqualTo("other");
            assertThat(other.reason())
                    .startsWith(folder.toString())
                    .contains("#/")
                    .contains("(line 5)");
        });
        assertThat(contract.names()).containsExactly("orders", "other");
        assertThat(contract.channel("other")).isEmpty();
        assertThat(contract.obstacle("other"))
                .hasValue("the channel other cannot be served: "
                        + contract.unserved().get(0).reason());
    }

    @Test
    void a_request_for_a_channel_that_cannot_be_served_says_why() throws Exception {
        Contract contract =
                read(GOOD + "  raw: {address: 'raw/{id}', messages: {m: {contentType: application/avro}}}\n");

        assertThat(contract.whyNot("raw/7"))
                .hasValue("the channel raw cannot be served: " + folder.resolve("contract.yaml")
                        + "#/channels/raw/messages/m/contentType: the content type 'application/avro' is not JSON;"
                        + " use application/json, or a type that ends in +json (line 5)");
        assertThat(contract.whyNot("raw/7/8"))
                .hasValue("'raw/7/8' is not a channel of the contract " + folder.resolve("contract.yaml")
                        + "; its channels are shop/orders");
        assertThat(contract.whyNot("shop/orders")).isEmpty();
    }

    @Test
    void a_document_whose_channels_all_cannot_be_served_is_read() throws Exception {
        Contract contract = read(HEAD + "  a: {address: null, messages: {m: {}}}\n");
        assertThat(contract.channels()).isEmpty();
        assertThat(contract.unserved()).hasSize(1);
    }

    @Test
    void a_document_without_title_or_version_is_called_after_its_file() throws Exception {
        Contract contract = read(GOOD.replace("info: {title: Shop, version: 1.0.0}\n", ""));
        assertThat(contract.identity()).startsWith("contract.yaml without version (");
        assertThat(contract.channels()).hasSize(1);
    }
}
