package io.stagedoor.event;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"text\"",
                "-0",
                "0.0",
                "1E+2",
                " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
                "{\"\":0}",
                "{\"a\":{\"a\":{\"a\":1}}}",
                "[{\"a\":1},{\"a\":2}]",
                "\"\\ud800\"",
                "\"\\udc00 \\ud83c\\udfad \\u0000 \\/\"",
                "\"ünïcödé 🎭\"",
                "\"\u007f\u2028\"",
            })
    void strict_json_is_an_event(String text) throws NotJson {
        assertThat(parse(text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    §§                      | line 1, column 1: the text is empty; an event is one JSON value
                    §  §                    | line 1, column 1: the text is empty; an event is one JSON value
                    {"a":1,}                | line 1, column 8: Unexpected character ('}'): was expecting double-quote to start field name
                    [1,]                    | line 1, column 4: Unexpected character (']'): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                    {} {}                   | line 1, column 4: a second value follows; one event is one value
                    1 2                     | line 1, column 3: a second value follows; one event is one value
                    NaN                     | line 1, column 4: Non-standard token 'NaN'
                    {'a':1}                 | line 1, column 2: Unexpected character ('''): was expecting double-quote to start field name
                    {a:1}                   | line 1, column 2: Unexpected character ('a'): was expecting double-quote to start field name
                    [1/*no*/]               | line 1, column 3: Unexpected character ('/'): maybe a (non-standard) comment?
                    {"a":1,"a":2}           | line 1, column 8: the key 'a' occurs twice in one object
                    {"a":1,"\\u0061":2}     | line 1, column 8: the key 'a' occurs twice in one object
                    {"a":                   | line 1, column 6: the text ends before the value does
                    {"a":1                  | line 1, column 7: the text ends before the value does
                    "a                      | line 1, column 3: the text ends before the value does
                    01                      | line 1, column 2: Invalid numeric value: Leading zeroes not allowed
                    +1                      | line 1, column 2: Unexpected character ('+') in numeric value: JSON spec does not allow numbers to have plus signs
                    .5                      | line 1, column 1: Unexpected character ('.'): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                    1.                      | line 1, column 2: Unexpected character ('.') in numeric value: Decimal point not followed by a digit
                    tru                     | line 1, column 1: Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
                    "\\x"                   | line 1, column 3: Unrecognized character escape 'x'
                    1e1001                  | line 1, column 1: a number of more than 1000 digits when it is written out
                    1e-999999999999         | line 1, column 1: a number of more than 1000 digits when it is written out
                    """)
    void anything_else_is_refused_where_it_goes_wrong(String text, String message) {
        assertThat(refused(text == null ? "" : text)).hasMessage(message);
    }

    @Test
    void a_problem_is_told_with_the_line_the_column_and_the_pointer() {
        NotJson problem = refused("{\n  \"metadata\": {\n    \"a/b~c\": [1, nope]\n  }\n}");
        assertThat(problem).hasMessageStartingWith("line 3, column ").hasMessageContaining("'nope'");
        assertThat(problem.pointer()).isEqualTo("/metadata/a~1b~0c/1");
        assertThat(problem.keyword()).isEqualTo("json");
    }

    @Test
    void a_control_character_inside_a_text_is_refused() {
        assertThat(refused("\"a\nb\"")).hasMessageStartingWith("line 1, column ");
        assertThat(refused("\"\u0000\"")).hasMessageContaining("code 0");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a continuation byte alone,   22 80 22,             2
                    a cut-off sequence,          22 C3 22,             2
                    a cut-off end,               22 61 C3,             3
                    an overlong slash,           22 C0 AF 22,          2
                    an overlong NUL,             22 C0 80 22,          2
                    an overlong euro,            22 F0 82 82 AC 22,    2
                    an encoded surrogate,        22 ED A0 80 22,       2
                    an encoded surrogate pair,   22 ED A0 BD ED B8 80, 2
                    beyond U+10FFFF,             22 F4 90 80 80 22,    2
                    a byte that UTF-8 never has, 22 FF 22,             2
                    Latin-1,                     22 E9 22,             2
                    after the value,             7B 7D 20 FF,          4
                    in a key,                    7B 22 C0 AF 22 3A 31, 3
                    """)
    void malformed_utf8_is_refused_everywhere(String what, String hex, int at) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertThatThrownBy(() -> EventJson.parse(bytes))
                .as(what)
                .isInstanceOf(NotJson.class)
                .hasMessage("line 1, column " + at + ": not UTF-8: byte " + at + " begins no valid sequence");
    }

    @Test
    void the_place_of_malformed_utf8_counts_lines_and_characters_not_bytes() {
        byte[] bytes = "{\n\"ä\": \"?\"}".getBytes(UTF_8);
        bytes[9] = (byte) 0xFF;
        assertThatThrownBy(() -> EventJson.parse(bytes))
                .hasMessage("line 2, column 7: not UTF-8: byte 10 begins no valid sequence");
    }

    @Test
    void a_byte_order_mark_is_refused() {
        assertThat(refused("\uFEFF{}"))
                .hasMessage("line 1, column 1: begins with a byte order mark; JSON text has none");
    }

    @Test
    void other_encodings_are_not_guessed() {
        for (Charset other :
                new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-16"), Charset.forName("UTF-32BE")}) {
            assertThatThrownBy(() -> EventJson.parse("{\"a\":1}".getBytes(other)))
                    .as(other.name())
                    .isInstanceOf(NotJson.class);
        }
    }

    @Test
    void two_hundred_levels_are_the_limit() throws NotJson {
        assertThat(parse("[".repeat(200) + "]".repeat(200))).isNotNull();
        assertThat(refused("[".repeat(201) + "]".repeat(201))).hasMessageEndingWith("nested deeper than 200 levels");
        assertThat(refused("{\"a\":".repeat(10_000)).getMessage()).hasSizeLessThan(301);
    }

    @Test
    void a_thousand_digits_are_the_limit() throws NotJson {
        assertThat(parse("9".repeat(1000)).bigIntegerValue()).isEqualTo(new BigInteger("9".repeat(1000)));
        assertThat(refused("9".repeat(1001)))
                .hasMessageEndingWith("a number of more than 1000 digits when it is written out");
        assertThat(refused("0." + "9".repeat(1001))).hasMessageContaining("1000 digits");
    }

    @Test
    void a_number_keeps_all_its_digits() throws NotJson {
        assertThat(parse("0.1000000000000000000000000000000000001").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.1000000000000000000000000000000000001"));
        assertThat(parse("1e400").decimalValue()).isEqualByComparingTo(new BigDecimal("1e400"));
        assertThat(parse("9007199254740993").longValue()).isEqualTo(9007199254740993L);
    }

    @Test
    void a_message_shows_no_more_than_a_snippet_on_one_line() {
        String secret = "hunter2".repeat(1000);
        for (String text : new String[] {
            "{\"a\": " + secret + "}",
            "{\"" + secret + "\":1,\"" + secret + "\":2}",
            "{\"a\": \"" + secret + "\u0001\"}",
            "{\"\\r\\nX: y\\u202e\":1,\"\\r\\nX: y\\u202e\":2}"
        }) {
            assertThat(refused(text).getMessage())
                    .hasSizeLessThanOrEqualTo(300)
                    .doesNotContain("\r", "\n", "\u202e", "hunter2".repeat(8));
        }
    }

    private static JsonNode parse(String text) throws NotJson {
        return EventJson.parse(text.getBytes(UTF_8));
    }

    private static NotJson refused(String text) {
        return catchThrowableOfType(NotJson.class, () -> parse(text));
    }
}
