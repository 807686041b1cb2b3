package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.stagedoor.contract.schema.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message of a contract asks of an event. */
class ContractMessageTest extends ContractRig {

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
}
