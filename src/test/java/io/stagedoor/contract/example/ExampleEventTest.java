package io.stagedoor.contract.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.MessageDoc;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleEventTest {

    @TempDir
    Path folder;

    private Channel channel(String message) throws Exception {
        Path file = Files.writeString(folder.resolve("contract.yaml"), """
                asyncapi: 3.0.0
                info: {title: T, version: '1'}
                channels:
                  one:
                    address: shop/order
                    messages:
                      m:
                """ + message.indent(8));
        return Contract.read(file).channels().get(0);
    }

    @Test
    void each_message_of_the_bundled_contract_has_one() throws Exception {
        for (Channel channel : Contract.bundled().channels()) {
            for (MessageDoc message : channel.documented()) {
                JsonNode event = ExampleEvent.of(channel, message).orElseThrow();
                assertThat(channel.schema().validate(event)).as(channel.name()).isEmpty();
                assertThat(message.payload().path("properties").isEmpty()).isFalse();
            }
        }
    }

    @Test
    void an_example_of_the_document_comes_first_if_it_is_valid() throws Exception {
        Channel channel = channel("""
                title: An order
                examples: [{payload: {n: wrong}}, {payload: {n: 7}}]
                payload: {type: object, properties: {n: {type: integer}}}
                """);
        MessageDoc message = channel.documented().get(0);
        assertThat(message.title()).isEqualTo("An order");
        assertThat(ExampleEvent.of(channel, message))
                .hasValueSatisfying(event -> assertThat(event.path("n").asInt()).isEqualTo(7));
    }

    @Test
    void a_schema_that_refers_to_itself_ends_and_one_that_nothing_matches_has_none() throws Exception {
        Channel tree = channel("""
                payload:
                  type: object
                  required: [child]
                  properties: {child: {anyOf: [{type: string, minLength: 30}, {$ref: '#/channels/one/messages/m/payload'}]}}
                """);
        assertThat(ExampleEvent.of(tree, tree.documented().get(0))).isPresent();
        assertThat(tree.documented().get(0).payload().toString()).contains("\"definitions\"");
        Channel impossible = channel("payload: {type: string, pattern: '^[0-9]{40}$'}\n");
        assertThat(ExampleEvent.of(impossible, impossible.documented().get(0))).isEmpty();
    }
}
