package io.stagedoor.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, '\r', 0x0B, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9D, 0x9F, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F,
                0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9
            })
    void control_characters_are_written_out(int character) {
        assertThat(Visible.of("a" + (char) character + "b")).isEqualTo(String.format("a\\u%04xb", character));
    }

    @Test
    void what_steers_it_with_two_characters_is_written_out_and_half_of_a_character_too() {
        assertThat(Visible.of("\uDB40\uDC41x")).isEqualTo("\\udb40\\udc41x");
        assertThat(Visible.of("\uD83Dx\uDE00")).isEqualTo("\\ud83dx\\ude00");
        assertThat(Visible.of("\uDE00")).isEqualTo("\\ude00");
        assertThat(Visible.of("\uD83D")).isEqualTo("\\ud83d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two\nlines\tand a tab",
                "Bühne → 舞台 שלום",
                "\uD83D\uDE00",
                "\u0646\u200C\u0647",
                "\u00A0"
            })
    void harmless_text_stays_the_same(String text) {
        assertThat(Visible.of(text)).isSameAs(text);
    }
}
