package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Text on standard input or in a file, and where one event in it ends. */
class EventTextTest extends EventInputRig {

    @Test
    void json_over_several_lines_is_one_event_byte_for_byte() throws IOException {
        String first = "{\n  \"a\": \"}{ \\\" caf\u00e9\",\r\n  \"b\": [\n    {}\n  ]\n}";
        List<ReadEvent> events = stdin("\ufeff\n" + first + "\n" + "{\"c\":1}{\"d\":2}\u001e{\n}\n 12 [1,\n2] null");
        assertThat(events)
                .extracting(EventInputRig::text)
                .containsExactly(first, "{\"c\":1}", "{\"d\":2}", "{\n}", "12", "[1,\n2]", "null");
        assertThat(events).extracting(ReadEvent::line).containsExactly(2, 8, 8, 8, 10, 10, 11);
        assertThat(events).extracting(ReadEvent::fault).containsOnlyNulls();
    }

    @Test
    void text_that_is_not_json_is_one_piece_up_to_the_next_line_that_begins_an_object() throws IOException {
        List<ReadEvent> events = stdin("{\"a\":1}\n{\n  \"b\": 2,\n  {\n    \"c\": 3\n  }\n}\n{\"d\":\n{\"e\":5}\n"
                + "no json\n{\"f\":\"half\n{\"g\":7}\n{\"h\":");
        assertThat(events.stream().filter(event -> event.fault() == null))
                .extracting(EventInputRig::text)
                .containsExactly("{\"a\":1}", "{\"e\":5}", "{\"g\":7}");
        assertThat(events.stream().filter(event -> event.fault() != null))
                .extracting(event -> event.line() + " " + event.fault())
                .satisfiesExactly(
                        pretty -> assertThat(pretty).startsWith("2 not JSON: line 4, column 3: "),
                        half -> assertThat(half).startsWith("8 not JSON: line 10, column "),
                        words -> assertThat(words).startsWith("10 not JSON: line 10, column 1: "),
                        text -> assertThat(text).startsWith("11 not JSON: line 11"),
                        end -> assertThat(end).startsWith("13 not JSON: line 13"));
    }

    @Test
    void bytes_that_are_not_text_are_not_json() throws IOException {
        byte[] bytes = new byte[200_000];
        new java.util.Random(1).nextBytes(bytes);
        Reader reader = new Reader(new Terminal(new ByteArrayInputStream(bytes), false, false));
        new CommandLine(reader).parseArgs("-");
        reader.input.read(reader.spec, false, event -> {
            assertThat(event.fault()).startsWith("not JSON");
            return true;
        });
        assertThat(stdin("{\"a\":\"\u0000\"}")).singleElement().satisfies(nul -> assertThat(nul.fault())
                .isNotNull());
    }

    @Test
    void a_stream_whose_value_never_ends_is_refused_before_the_memory_is_full() {
        java.io.InputStream endless = new java.io.InputStream() {
            @Override
            public int read() {
                return '[';
            }

            @Override
            public int read(byte[] to, int at, int most) {
                java.util.Arrays.fill(to, at, at + most, (byte) '[');
                return most;
            }
        };
        Reader reader = new Reader(new Terminal(endless, false, false));
        new CommandLine(reader).parseArgs("-");
        assertThatThrownBy(() -> reader.input.read(reader.spec, false, event -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stdin:1: no JSON value ends within 16 MiB");
    }

    @Test
    void a_long_stream_is_read_as_it_comes() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append("{\"n\":").append(i).append("}\n");
        }
        long[] count = new long[1];
        Reader reader = new Reader(
                new Terminal(new ByteArrayInputStream(lines.toString().getBytes(UTF_8)), false, false));
        new CommandLine(reader).parseArgs("-");
        reader.input.read(reader.spec, false, event -> {
            assertThat(text(event)).isEqualTo("{\"n\":" + count[0]++ + "}");
            assertThat(event.line()).isEqualTo((int) count[0]);
            return true;
        });
        assertThat(count[0]).isEqualTo(100_000);
    }

    @Test
    void a_json_file_that_is_empty_or_has_several_values_is_not_one_event() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.json"), " \n");
        Path several = Files.writeString(folder.resolve("several.json"), "{}\n{}\n");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n");
        assertThat(read(empty, several, broken))
                .extracting(ReadEvent::fault)
                .satisfiesExactly(
                        none -> assertThat(none).isEqualTo("the file is empty"),
                        two -> assertThat(two).contains("several JSON values", ".jsonl"),
                        asItIs -> assertThat(asItIs).isNull());
    }
}
