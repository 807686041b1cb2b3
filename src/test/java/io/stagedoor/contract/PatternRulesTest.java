package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.schema.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern means for an event: as ECMA 262 says it, not as Java does. */
class PatternRulesTest extends PayloadRulesRig {

    /** The expected results come from Node, with the flag {@code u} if Node accepts the pattern with it. */
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
    void an_invalid_pattern_of_ecma_262_is_reported(String pattern) throws Exception {
        Contract contract = contract("{\"pattern\": " + JSON.writeValueAsString(pattern) + "}");
        assertThat(contract.unserved()).singleElement().satisfies(channel -> assertThat(channel.reason())
                .contains("#/channels/c/messages/m/payload/pattern: '" + pattern
                        + "' is not a regular expression of ECMA 262 that Stagedoor supports: ")
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
    void an_event_beyond_the_limit_of_matching_is_invalid(String pattern, String text) throws Exception {
        String regex = "{\"pattern\": " + JSON.writeValueAsString(pattern) + "}";
        Channel channel = payload("{\"items\": {\"not\": {\"not\": " + regex + "}}}");
        // All values of an event share one budget: a thousand cost no more than one.
        String event = "[" + ("\"" + text + "\",").repeat(1000) + "\"\"]";
        List<Violation> violations =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> validate(channel, event));
        assertThat(violations)
                .containsExactly(new Violation(
                        "",
                        "pattern",
                        "a pattern of the contract takes too long to match this event: shorten its strings, or"
                                + " write the pattern without nested repetitions"));
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
    void notorious_patterns_are_fast(String pattern, String text) throws Exception {
        Channel channel = payload("{\"pattern\": " + JSON.writeValueAsString(pattern) + "}");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(valid(channel, "\"" + text + "\"")).isFalse());
    }

    @Test
    void a_pattern_that_is_nested_too_deeply_is_told() throws Exception {
        assertThat(contract("{\"pattern\": \"" + "(".repeat(100_000) + ")".repeat(100_000) + "\"}")
                        .unserved())
                .singleElement()
                .satisfies(channel -> assertThat(channel.reason()).contains("nested too deeply"));
    }
}
