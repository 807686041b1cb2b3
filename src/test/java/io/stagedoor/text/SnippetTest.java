package io.stagedoor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {

    private static final String MASKS = "\uD83C\uDFAD";

    @ParameterizedTest
    @CsvSource({"'', ''", "abc, abc", "abcd, abcd", "abcde, abc…", "äöü, äöü", "äöüßé, äöü…"})
    void a_text_is_bounded_and_shows_that_it_was_cut(String text, String shown) {
        assertThat(Snippet.of(text, 4)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u001b", "\u0085", "\u2028", "\u2029", "\u202E", "\uFEFF"})
    void control_characters_and_line_breaks_become_spaces(String unsafe) {
        assertThat(Snippet.of("a" + unsafe + "b", 9)).isEqualTo("a b");
    }

    @Test
    void half_a_surrogate_pair_becomes_a_space_and_a_whole_pair_stays() {
        assertThat(Snippet.of("a\uD83Cb", 9)).isEqualTo("a b");
        assertThat(Snippet.of("\uDFADb\uD83C", 9)).isEqualTo(" b ");
        assertThat(Snippet.of("a" + MASKS + "b", 9)).isEqualTo("a" + MASKS + "b");
    }

    @Test
    void a_pair_is_never_cut_in_two() {
        for (int before = 0; before < 6; before++) {
            String shown = Snippet.of("x".repeat(before) + MASKS.repeat(4), 5);

            assertThat(shown).hasSizeLessThanOrEqualTo(5).endsWith("…");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        }
        assertThat(Snippet.of("xxx" + MASKS, 5)).isEqualTo("xxx" + MASKS);
    }
}
