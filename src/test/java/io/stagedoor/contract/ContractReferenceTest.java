package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stagedoor.contract.schema.Violation;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** References between the schemas of a contract, within the document and to other files. */
class ContractReferenceTest extends ContractRig {

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
}
