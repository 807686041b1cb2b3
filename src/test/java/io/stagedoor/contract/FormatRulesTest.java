package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.schema.Violation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts have a format that a payload asks for. */
class FormatRulesTest extends PayloadRulesRig {

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
    void a_text_as_long_as_the_largest_event_overflows_no_stack(String format) throws Exception {
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
}
