package io.stagedoor.delivery.webhook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankingTest {

    private static final String SECRET = "hun+ter/2% \"Ö\\=&<";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hun+ter/2% \"Ö\\=&<",
                "HUN+TER/2% \"ö\\=&<",
                "hun%2Bter%2F2%25%20%22%C3%96%5C%3D%26%3C",
                "hun%2bter%2f2%25+%22%c3%96%5c%3d%26%3c",
                "%68%75%6e%2b%74%65%72%2f%32%25%20%22%c3%96%5c%3d%26%3c",
                "hun+ter\\/2% \\\"Ö\\\\=&<",
                "hun\\u002Bter\\/2% \\u0022\\u00d6\\\\\\u003d\\u0026\\u003C",
                "hun+ter\\\\/2% \\\\\\\"Ö\\\\=&<",
                "hun+ter/2% &quot;Ö\\=&amp;&lt;",
                "hun&#43;ter&#x2F;2&#37; &#34;&#214;\\&#061;&#38;&#x03c;",
            })
    void a_secret_is_blanked_however_it_is_written(String written) {
        Blanking blanking = new Blanking(Set.of(SECRET));

        assertThat(blanking.of("no " + written + ", sorry")).isEqualTo("no ***, sorry");
        assertThat(blanking.of(written + written)).isEqualTo("******");
    }

    @ParameterizedTest
    @CsvSource({
        "the key is sesame-open,           the key is ***",
        "sesame-ope,                       ***",
        "and then ses%61me-,               and then ***",
        "and then sesame-o…,               and then ***…",
        "a word: sesa,                     a word: ***",
        "a word: ses,                      a word: ses",
        "sesame is no secret,              sesame is no secret",
        "sesamesesame-open,                sesame***",
        "sesame-%6gpen %zz % \\ & \\u00 &; , sesame-%6gpen %zz % \\ & \\u00 &;",
    })
    void a_text_that_is_truncated_in_a_secret_ends_with_the_blank(String text, String shown) {
        assertThat(new Blanking(Set.of("sesame-open")).of(text)).isEqualTo(shown);
    }

    @Test
    void the_longer_of_two_secrets_is_blanked_and_one_of_two_characters_is_ignored() {
        assertThat(new Blanking(Set.of("user:password", "password", "ab", "")).of("ab user:password password ab"))
                .isEqualTo("ab *** *** ab");
    }

    @Test
    void a_long_secret_in_a_long_text_is_found_without_recursion() {
        String token = "abcdefghij".repeat(800);
        String almost = "abcdefghij".repeat(799) + "x ";

        assertThat(new Blanking(Set.of(token)).of("x" + token + "y")).isEqualTo("x***y");
        assertThat(new Blanking(Set.of(token)).of(almost + token.substring(0, 5_000)))
                .isEqualTo(almost + "***");
    }

    /** Otherwise a receiver could delay every other destination. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "\\", "&", "&#", "%2", "\\u00", "h", "hu", "+"})
    void a_text_of_incomplete_escapes_is_searched_quickly(String piece) {
        String text = piece.repeat(1_000_000) + ".";

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThat(new Blanking(Set.of(SECRET)).of(text))
                .isEqualTo(text));
    }
}
