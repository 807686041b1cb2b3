package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a payload's keywords mean for an event: as JSON Schema draft-07 and ECMA 262 say it, not as Java does. */
class PayloadRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Whether the texts match is what Node says, with the flag {@code u} where it takes the pattern with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ^[a-z]+$                        ~ "abc"            ~ "abc\\n"
            ^a$                             ~ "a"              ~ "b\\na"
            ^.$                             ~ "\\u0085"        ~ "\\u2028"
            ^.$                             ~ "\\ud83d\\ude00" ~ "\\r"
            ^[^]$                           ~ "\\n"            ~ ""
            []                              ~                  ~ "a"
            ^\\p{Letter}+$                  ~ "äβ"             ~ "a1"
            ^\\p{L}\\P{L}$                  ~ "a1"             ~ "aa"
            ^\\p{Script=Greek}+$            ~ "αβ"             ~ "ab"
            ^\\p{sc=Cyrillic}+$             ~ "жук"            ~ "zhuk"
            ^\\p{General_Category=Nd}$      ~ "٣"              ~ "a"
            ^[\\p{Lu}\\p{ASCII}]+$          ~ "aÄ"             ~ "ä"
            ^\\p{ID_Start}\\p{ID_Continue}*$ ~ "a_1"           ~ "a\\u0001"
            ^[^\\P{ID_Continue}]$           ~ "a"              ~ "-"
            ^\\u{1F600}$                    ~ "\\ud83d\\ude00" ~ "u"
            ^\\uD83D\\uDE00$                ~ "\\ud83d\\ude00" ~ "\\ud83d"
            ^[\\u{1F600}-\\u{1F64F}]$       ~ "\\ud83d\\ude4f" ~ "\\ud83d\\ude50"
            ^\\x41\\u0042\\cJ\\0$           ~ "AB\\n\\u0000"   ~ "AB"
            ^\\d$                           ~ "1"              ~ "١"
            ^\\w$                           ~ "_"              ~ "ä"
            ^\\s$                           ~ "\\ufeff"        ~ "\\u0085"
            ^\\s$                           ~ "\\u00a0"        ~ "\\u200b"
            ^\\S$                           ~ "\\u200b"        ~ "\\u2028"
            ^[\\s]$                         ~ "\\u3000"        ~ "a"
            ^[^\\S]$                        ~ "\\u000b"        ~ "a"
            ^[\\b]$                         ~ "\\b"            ~ "b"
            \\bfoo\\b                       ~ "äfoo!"          ~ "_foo"
            ^\\Bä                           ~ "ä"              ~ "a"
            ^[a&&b]$                        ~ "&"              ~ "c"
            ^[a-z&&[b]]$                    ~ "&]"             ~ "a"
            ^[a[b]$                         ~ "["              ~ "c"
            ^[\\w.-]+@[\\w-]+$              ~ "a.b-c@d"        ~ "a b@c"
            ^\\-\\_\\/\\@\\:$               ~ "-_/@:"          ~ "-"
            ^{}]$                           ~ "{}]"            ~ ""
            ^a{,2}$                         ~ "a{,2}"          ~ "a"
            ^(?<year>\\d{4})-\\k<year>$     ~ "2026-2026"      ~ "2026-2027"
            ^(?<größe_1>a)\\k<größe_1>$     ~ "aa"             ~ "ab"
            ^(a)\\1$                        ~ "aa"             ~ "ab"
            ^(?:(a)|b)\\1c$                 ~ "bc"             ~ "ac"
            ^\\1(a)$                        ~ "a"              ~ "aa"
            (?<=\\$)\\d                     ~ "$1"             ~ "1"
            (?<!a)b                         ~ "cb"             ~ "ab"
            ^(?!x)(?=a)a                    ~ "a"              ~ "xa"
            ^a+?b*?c??$                     ~ "aabbc"          ~ "ca"
            ^[A-Fa-f0-9]{8}(-[0-9]{2}){2,}$ ~ "0aF0bc12-01-02" ~ "0aF0bc12-01"
            """)
    void a_pattern_is_one_of_ecma_262(String pattern, String good, String bad) throws Exception {
        Channel channel = payload("{\"pattern\": " + JSON.writeValueAsString(pattern) + "}");
        if (good != null) {
            assertThat(valid(channel, good)).as(good).isTrue();
        }
        assertThat(valid(channel, bad)).as(bad).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a++",
                "a**",
                "a?+",
                "(?i)a",
                "(?i:a)",
                "(?>a)",
                "\\Z",
                "\\A",
                "\\z",
                "\\h",
                "\\R",
                "\\Qa\\E",
                "\\a",
                "\\e",
                "\\G",
                "\\X",
                "a{2,1}",
                "*a",
                "(",
                ")",
                "[",
                "[z-a]",
                "\\",
                "\\u{110000}",
                "\\p{Foo}",
                "\\p{greek}",
                "\\p{IsGreek}",
                "\\p{Script=greek}",
                "\\pL",
                "\\p{javaLowerCase}",
                "(?<a>x)(?<a>y)",
                "\\k<a>",
                "(?<1>a)",
                "\\2(a)",
                "\\u12",
                "\\x1",
                "\\c1",
                "[[:alpha:]-\\",
                "\\012",
                "(?#comment)"
            })
    void what_is_no_pattern_of_ecma_262_is_told(String pattern) throws Exception {
        Contract contract = contract("{\"pattern\": " + JSON.writeValueAsString(pattern) + "}");
        assertThat(contract.unserved()).singleElement().satisfies(channel -> assertThat(channel.reason())
                .contains("#/channels/c/messages/m/payload/pattern: '" + pattern
                        + "' is no regular expression of ECMA 262 that can be used here: ")
                .contains("at character "));
    }

    @Test
    void names_of_properties_follow_it_too() throws Exception {
        Channel properties = payload(
                "{\"patternProperties\": {\"^\\\\p{Lu}+$\": {\"type\": \"integer\"}}, \"additionalProperties\": false}");
        assertThat(valid(properties, "{\"ÄÖ\": 1}")).isTrue();
        assertThat(valid(properties, "{\"ÄÖ\\n\": 1}")).isFalse();
        Channel names = payload("{\"propertyNames\": {\"pattern\": \"^[a-z]+$\"}}");
        assertThat(valid(names, "{\"ab\": 1}")).isTrue();
        assertThat(valid(names, "{\"ab\\n\": 1}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "(x+x+)+y, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "^(.*?;){12}x$, ;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;",
        "^(\\w+\\s?)*\\1$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"
    })
    void matching_has_a_limit_and_what_is_beyond_it_is_invalid(String pattern, String text) throws Exception {
        String regex = "{\"pattern\": " + JSON.writeValueAsString(pattern) + "}";
        Channel channel = payload("{\"items\": {\"not\": {\"not\": " + regex + "}}}");
        // All values of an event take from one budget: a thousand cost no more than one.
        String event = "[" + ("\"" + text + "\",").repeat(1000) + "\"\"]";
        List<Violation> violations =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> validate(channel, event));
        assertThat(violations)
                .containsExactly(new Violation(
                        "",
                        "pattern",
                        "a pattern of the contract takes too long to match this event: shorten its texts, or write the"
                                + " pattern without repetitions of repetitions"));
        assertThat(valid(channel, "[]")).as("the next event").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "^(a+)+$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "^(a|aa)+$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "^(([a-z])+.)+[A-Z]([a-z])+$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "^(?=(a|a)*b).*(a*)*(b*)*c$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "^(a|b)*c$, abababababababababababababababababababababababababababab"
    })
    void notorious_patterns_take_no_time(String pattern, String text) throws Exception {
        Channel channel = payload("{\"pattern\": " + JSON.writeValueAsString(pattern) + "}");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(valid(channel, "\"" + text + "\"")).isFalse());
    }

    /** Each level doubles the ways: 2 to the 150 of them. */
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
                        "there are too many ways to check this event: nest it less, or let fewer alternatives of the"
                                + " contract refer to the schema that they are part of"));
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
    @ValueSource(
            strings = {
                "2026-11-29T20:45:00Z",
                "2026-11-29t20:45:00z",
                "2026-11-29T20:45:00-00:00",
                "2026-11-29T20:45:00+23:59",
                "2026-11-29T20:45:00.123456789012Z",
                "2026-11-29T20:45:00.0+01:00",
                "2016-12-31T23:59:60Z",
                "2016-12-31T23:59:60.5Z",
                "2017-01-01T00:59:60+01:00",
                "2016-12-31T15:59:60-08:00",
                "0000-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z"
            })
    void a_date_time_is_one_of_rfc_3339(String text) throws Exception {
        assertThat(valid(payload("{\"format\": \"date-time\"}"), "\"" + text + "\""))
                .isTrue();
        assertThat(valid(payload("{\"format\": \"date\"}"), "\"" + text.substring(0, 10) + "\""))
                .isTrue();
        assertThat(valid(payload("{\"format\": \"time\"}"), "\"" + text.substring(11) + "\""))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T20:45:00",
                "2026-11-29T20:45Z",
                "2026-11-29 20:45:00Z",
                "2026-11-29T24:00:00Z",
                "2026-11-29T20:60:00Z",
                "2026-11-29T20:45:60Z",
                "2026-11-29T23:59:60+01:00",
                "2016-12-31T23:59:61Z",
                "2026-11-29T20:45:00.Z",
                "2026-11-29T20:45:00,5Z",
                "2026-11-29T20:45:00+0100",
                "2026-11-29T20:45:00+24:00",
                "2026-11-29T20:45:00+01:60",
                "2026-11-29T20:45:00#01:00",
                "2026-11-29T20:45:00Z ",
                "2026-11-29T20:45:00Z\\n",
                "2026-13-29T20:45:00Z",
                "2026-00-29T20:45:00Z",
                "2026-11-31T20:45:00Z",
                "2026-11-00T20:45:00Z",
                "2025-02-29T20:45:00Z",
                "1900-02-29T20:45:00Z",
                "+2026-11-29T20:45:00Z",
                "12026-11-29T20:45:00Z",
                "26-11-29T20:45:00Z",
                "2026-11-2٩T20:45:00Z",
                "2026-W48-7T20:45:00Z",
                "2026-11-29",
                ""
            })
    void another_date_time_is_none(String text) throws Exception {
        assertThat(valid(payload("{\"format\": \"date-time\"}"), "\"" + text + "\""))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            uuid              ~ 123E4567-e89b-12d3-a456-426614174000 ~ {123e4567-e89b-12d3-a456-426614174000}
            uuid              ~ 00000000-0000-0000-0000-000000000000 ~ 123e4567e89b12d3a456426614174000
            uuid              ~ 123e4567-e89b-12d3-a456-426614174000 ~ 123e4567-e89b-12d3-a456-426614174000\\n
            uuid              ~ 123e4567-e89b-12d3-a456-426614174000 ~ urn:uuid:123e4567-e89b-12d3-a456-426614174000
            date              ~ 2026-11-29                           ~ 2026-11-29\\n
            time              ~ 20:45:00.5+01:00                     ~ 20:45:00
            duration          ~ P3DT4H                               ~ PT
            duration          ~ P1W                                  ~ P1D\\n
            email             ~ a@example.com                        ~ a@example.com\\n
            hostname          ~ a-b.example                          ~ a..b
            hostname          ~ example                              ~ example\\n
            ipv4              ~ 127.0.0.1                            ~ 127.0.0.1\\n
            ipv4              ~ 10.0.0.1                             ~ 010.0.0.1
            ipv6              ~ ::1                                  ~ ::1\\n
            uri               ~ https://example.com/a?b#c            ~ https://example.com/\\n
            uri-reference     ~ ../a                                 ~ a b
            json-pointer      ~ /a~0b                                ~ a
            regex             ~ ^\\\\p{L}+$                          ~ ^a\\\\Z
            regex             ~ [^]                                  ~ (?i)a
            regex             ~ a                                    ~ a++
            no-such-format    ~ anything                             ~
            int32             ~ x                                    ~
            """)
    void formats_are_asserted(String format, String good, String bad) throws Exception {
        Channel channel = payload("{\"format\": \"" + format + "\"}");
        assertThat(valid(channel, "\"" + good + "\"")).as(good).isTrue();
        assertThat(valid(channel, "5")).as("what is no text has each format").isTrue();
        if (bad != null) {
            assertThat(valid(channel, "\"" + bad + "\"")).as(bad).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "time",
                "date-time",
                "duration",
                "uuid",
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "iri",
                "iri-reference",
                "uri-template",
                "json-pointer",
                "relative-json-pointer",
                "regex"
            })
    void a_text_as_long_as_an_event_may_be_ends_no_thread(String format) throws Exception {
        Channel channel = payload("{\"format\": \"" + format + "\"}");
        for (String text : List.of("/a", "a.", "{a}", "1D", "(", "[", "%41", "~0", "é")) {
            for (String head : List.of("", "0/")) {
                String event = head + text.repeat(200_000 / text.length());
                assertThat(validate(channel, "\"" + event + "\""))
                        .as(head + text)
                        .extracting(Violation::keyword)
                        .isIn(List.of(), List.of("format"));
            }
        }
    }

    @Test
    void a_pattern_that_is_nested_too_deeply_is_told() throws Exception {
        assertThat(contract("{\"pattern\": \"" + "(".repeat(100_000) + ")".repeat(100_000) + "\"}")
                        .unserved())
                .singleElement()
                .satisfies(channel -> assertThat(channel.reason()).contains("nested too deeply"));
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

    private static boolean valid(Channel channel, String event) throws Exception {
        return validate(channel, event).isEmpty();
    }

    private static List<Violation> validate(Channel channel, String event) throws Exception {
        return channel.schema().validate(EventJson.parse(event.getBytes(StandardCharsets.UTF_8)));
    }

    private Channel payload(String schema) throws Exception {
        Contract contract = contract(schema);
        assertThat(contract.channels()).as(schema).hasSize(1);
        return contract.channels().get(0);
    }

    private Contract contract(String schema) throws Exception {
        return Contract.read(Files.writeString(
                folder.resolve("contract.json"),
                "{\"asyncapi\": \"3.0.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"channels\": {\"c\": {\"address\":"
                        + " \"c\", \"messages\": {\"m\": {\"payload\": " + schema + "}}}}}"));
    }
}
