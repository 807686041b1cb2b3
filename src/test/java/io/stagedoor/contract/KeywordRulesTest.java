package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.schema.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keywords of a payload mean for an event, as JSON Schema draft-07 says, and how much work they may be. */
class KeywordRulesTest extends PayloadRulesRig {

    /** Each level doubles the number of ways, to 2 to the power of 150. */
    @Test
    void an_event_that_a_recursive_schema_can_be_read_into_in_many_ways_is_invalid() throws Exception {
        String self = "{\"$ref\": \"#/channels/c/messages/m/payload\"}";
        Channel channel = payload("{\"anyOf\": [{\"properties\": {\"c\": " + self + "}, \"required\": [\"x\"]},"
                + " {\"properties\": {\"c\": " + self + "}, \"required\": [\"y\"]}]}");
        String event = "{\"c\":".repeat(150) + "{}" + "}".repeat(150);
        List<Violation> violations =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> validate(channel, event));
        assertThat(violations)
                .containsExactly(new Violation(
                        "",
                        "$ref",
                        "there are too many ways to check this event: nest it less, or let fewer alternatives in"
                                + " the contract refer to their own schema"));
        assertThat(valid(channel, "{\"x\": 1, \"c\": {\"y\": 1}}")).isTrue();
    }

    @Test
    void a_large_event_of_a_recursive_schema_is_within_the_limit() throws Exception {
        Channel channel = payload("{\"items\": {\"$ref\": \"#/channels/c/messages/m/payload\"}}");
        assertThat(valid(channel, "[" + "[[[]],[]],".repeat(25_000) + "[]]")).isTrue();
    }

    @Test
    void a_long_text_is_within_the_limit() throws Exception {
        Channel channel =
                payload("{\"pattern\": \"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$\"}");
        assertThat(valid(channel, "\"" + "QUJD".repeat(60_000) + "\"")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"uniqueItems": true}            ~ [1, 2, "1", true, [1], {"a": 1}] ~ [1, 1.0]
            {"uniqueItems": true}            ~ [0, false, "", null, [], {}]     ~ [1e2, 100]
            {"uniqueItems": true}            ~ [{"a": 1, "b": 2}, {"a": 1}]     ~ [{"a": 1, "b": 2.0}, {"b": 2, "a": 1.0}]
            {"uniqueItems": true}            ~ [[1, 2], [2, 1]]                 ~ [[1, [2]], [1.0, [2.00]]]
            {"uniqueItems": true}            ~ [0.1, 0.10000000000000000001]    ~ [-0, 0.0]
            {"uniqueItems": true}            ~ [1e400, 1e401]                   ~ [1e400, 10e399]
            {"const": 1}                     ~ 1.0                              ~ 1.01
            {"const": 1.0}                   ~ 1                                ~ true
            {"const": {"a": [1, 2.50]}}      ~ {"a": [1.0, 2.5]}                ~ {"a": [1]}
            {"const": 1e400}                 ~ 10e399                           ~ 1e401
            {"enum": [1, {"a": 2}]}          ~ {"a": 2}                         ~ {"a": 3}
            {"enum": [[0], "x"]}             ~ [0.0]                            ~ [false]
            {"enum": [null]}                 ~ null                             ~ false
            {"enum": ["1", 2.0]}             ~ 2                                ~ 1
            {"type": "integer"}              ~ 1.0                              ~ 1.5
            {"type": "integer"}              ~ 1e3                              ~ 1e-3
            {"multipleOf": 0.1}              ~ 0.3                              ~ 0.35
            {"multipleOf": 0.0001}           ~ 0.0075                           ~ 0.00751
            {"multipleOf": 1e-8}             ~ 12391239123                      ~ 1e-9
            {"maximum": 9007199254740993}    ~ 9007199254740993                 ~ 9007199254740993.5
            {"exclusiveMinimum": 0.1}        ~ 0.10000000000000000001           ~ 0.1
            {"maximum": 1e400}               ~ 9e399                            ~ 1e401
            {"maxLength": 1}                 ~ "\\ud83d\\ude00"                 ~ "ab"
            {"minLength": 2}                 ~ "ab"                             ~ "\\ud83d\\ude00"
            {"additionalItems": false, "items": [{}]} ~ [1]                     ~ [1, 2]
            {"contains": {"const": 1}}       ~ [2, 1]                           ~ [2]
            {"dependencies": {"a": ["b"]}}   ~ {"a": 1, "b": 1}                 ~ {"a": 1}
            {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"maxProperties": 0}} ~ {"a": 1, "b": 1} ~ {"c": 1}
            {"properties": {"a": false}}     ~ {"b": 1}                         ~ {"a": 1}
            {"oneOf": [{"type": "integer"}, {"minimum": 2}]} ~ 1                ~ 3
            {"not": {"type": "string"}}      ~ 1                                ~ "a"
            {"definitions": {"n": {"type": "string"}}, "properties": {"a": {"$ref": "#/channels/c/messages/m/payload/definitions/n", "maxLength": 1}}} ~ {"a": "abc"} ~ {"a": 1}
            {"$defs": {"n": {"type": "string"}}, "properties": {"a": {"$ref": "#/channels/c/messages/m/payload/$defs/n"}}} ~ {"a": "abc"} ~ {"a": 1}
            {"$id": "https://example.org/a", "$comment": "x", "readOnly": true, "contentEncoding": "base64", "type": "string"} ~ "%" ~ 1
            """)
    void keywords_mean_what_draft_07_says(String schema, String good, String bad) throws Exception {
        Channel channel = payload(schema);
        assertThat(valid(channel, good)).as(good).isTrue();
        assertThat(valid(channel, bad)).as(bad).isFalse();
    }
}
