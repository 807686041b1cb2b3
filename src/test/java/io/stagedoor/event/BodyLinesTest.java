package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.event.BodyLines.Kind;
import io.stagedoor.event.BodyLines.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyLinesTest {

    @Test
    void the_mark_stands_under_the_character_that_is_wrong() {
        assertThat(lines("{\n  \"a\": 7\n}\n", 80, new TextPlace(2, 8), "type: wrong"))
                .containsExactly(
                        new Line(Kind.TEXT, "1", "{"),
                        new Line(Kind.TEXT, "2", "  \"a\": 7"),
                        new Line(Kind.MARK, "", "       ^ type: wrong"),
                        new Line(Kind.TEXT, "3", "}"));
    }

    @Test
    void a_long_line_is_folded_and_its_mark_is_below_its_own_part() {
        assertThat(lines("0123456789abcdef", 10, new TextPlace(1, 12), "here"))
                .containsExactly(
                        new Line(Kind.TEXT, "1", "0123456789"),
                        new Line(Kind.TEXT, "", "abcdef"),
                        new Line(Kind.MARK, "", " ^ here"));
    }

    @Test
    void of_a_large_body_it_shows_what_is_around_the_mark() {
        List<Line> lines = lines("x\n".repeat(2_000), 80, new TextPlace(1_000, 1), "here");

        assertThat(lines).hasSize(402).anyMatch(line -> line.kind() == Kind.MARK);
        assertThat(lines.get(0)).isEqualTo(new Line(Kind.BEFORE, "", "800 lines before this"));
        assertThat(lines.get(401).kind()).isEqualTo(Kind.AFTER);
    }

    @Test
    void what_is_no_text_is_shown_in_hexadecimal() {
        byte[] broken = {'{', (byte) 0xC3, (byte) 0x28, 0};

        assertThat(new BodyLines(broken, 80).lines()).singleElement().satisfies(line -> {
            assertThat(line.label()).isEqualTo("0");
            assertThat(line.text()).startsWith("7b c3 28 00").endsWith("| {.(.");
        });
    }

    @Test
    void characters_that_control_a_screen_become_spaces() {
        assertThat(new BodyLines("a\u202Eb\u001B\u0000c".getBytes(StandardCharsets.UTF_8), 80).lines())
                .containsExactly(new Line(Kind.TEXT, "1", "a b  c"));
    }

    private static List<Line> lines(String body, int width, TextPlace fault, String mark) {
        return new BodyLines(body.getBytes(StandardCharsets.UTF_8), width).lines(Optional.of(fault), mark);
    }
}
