package io.stagedoor.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

class EventInputTest {

    @TempDir
    private Path folder;

    @Command
    private static final class Reader {

        @Mixin
        private EventInput input;

        @Spec
        private CommandSpec spec;

        Reader(Terminal terminal) {
            input = new EventInput(terminal);
        }
    }

    private static List<ReadEvent> readFrom(String stdin, boolean terminal, int atMost, Object... paths)
            throws IOException {
        Reader reader = new Reader(new Terminal(new ByteArrayInputStream(stdin.getBytes(UTF_8)), terminal, false));
        new CommandLine(reader)
                .parseArgs(List.of(paths).stream().map(Object::toString).toArray(String[]::new));
        List<ReadEvent> events = new ArrayList<>();
        reader.input.read(reader.spec, false, event -> {
            events.add(event);
            return events.size() < atMost;
        });
        return events;
    }

    private List<ReadEvent> read(Object... paths) throws IOException {
        return readFrom("", true, Integer.MAX_VALUE, paths);
    }

    private static String text(ReadEvent event) {
        return new String(event.bytes(), UTF_8);
    }

    @Test
    void a_json_file_is_one_event_with_the_bytes_of_the_file() throws IOException {
        String pretty = "{\r\n  \"topic\" : \"caf\u00e9\"\n}\n\n";
        Path file = Files.writeString(folder.resolve("a.json"), pretty);
        assertThat(read(file)).singleElement().satisfies(event -> {
            assertThat(text(event)).isEqualTo(pretty);
            assertThat(event.where()).isEqualTo(file.toString());
        });
    }

    @Test
    void a_line_is_an_event_without_its_line_break_and_a_blank_line_is_skipped() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"a\": 1} \r\n\n  \t\r\n{\"b\":2}\n{\"c\":3}");
        assertThat(read(file)).extracting(EventInputTest::text).containsExactly("{\"a\": 1}", "{\"b\":2}", "{\"c\":3}");
        assertThat(read(file)).extracting(ReadEvent::line).containsExactly(1, 4, 5);
    }

    @Test
    void the_event_files_below_a_directory_are_read_in_order() throws IOException {
        Files.createDirectories(folder.resolve("b/..data"));
        for (String name : List.of("c.ndjson", "a.json", "b/x.json", "b/..data/x.json", "readme.md")) {
            Files.writeString(folder.resolve(name), "{}");
        }
        assertThat(read(folder))
                .extracting(event -> folder.relativize(Path.of(event.source())).toString())
                .containsExactly("a.json", "b/x.json", "c.ndjson");
    }

    @Test
    void standard_input_is_read_when_it_is_not_a_terminal() throws IOException {
        assertThat(readFrom("{}\n{}\n", false, 9)).extracting(ReadEvent::where).containsExactly("stdin:1", "stdin:2");
        assertThat(readFrom("{}\n", true, 9, "-")).hasSize(1);
    }

    @Test
    void reading_stops_when_the_visitor_wants_no_more() throws IOException {
        Path more = Files.writeString(folder.resolve("a.json"), "{}");
        assertThat(readFrom("{}\n{}\n{}\n", false, 2, "-", more)).hasSize(2);
    }

    @Test
    void without_input_a_user_at_a_terminal_is_told_what_to_give() {
        assertThatThrownBy(this::read).isInstanceOf(ParameterException.class).hasMessageContaining("standard input");
    }

    @Test
    void a_path_that_is_missing_and_a_folder_without_events_are_wrong_usage() {
        assertThatThrownBy(() -> read("nowhere.json"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("nowhere.json");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("no events");
    }

    private static List<ReadEvent> stdin(String text) throws IOException {
        return readFrom(text, false, Integer.MAX_VALUE);
    }

    @Test
    void json_over_several_lines_is_one_event_byte_for_byte() throws IOException {
        String first = "{\n  \"a\": \"}{ \\\" caf\u00e9\",\r\n  \"b\": [\n    {}\n  ]\n}";
        List<ReadEvent> events = stdin("\ufeff\n" + first + "\n" + "{\"c\":1}{\"d\":2}\u001e{\n}\n 12 [1,\n2] null");
        assertThat(events)
                .extracting(EventInputTest::text)
                .containsExactly(first, "{\"c\":1}", "{\"d\":2}", "{\n}", "12", "[1,\n2]", "null");
        assertThat(events).extracting(ReadEvent::line).containsExactly(2, 8, 8, 8, 10, 10, 11);
        assertThat(events).extracting(ReadEvent::fault).containsOnlyNulls();
    }

    @Test
    void text_that_is_not_json_is_one_piece_up_to_the_next_line_that_begins_an_object() throws IOException {
        List<ReadEvent> events = stdin("{\"a\":1}\n{\n  \"b\": 2,\n  {\n    \"c\": 3\n  }\n}\n{\"d\":\n{\"e\":5}\n"
                + "no json\n{\"f\":\"half\n{\"g\":7}\n{\"h\":");
        assertThat(events.stream().filter(event -> event.fault() == null))
                .extracting(EventInputTest::text)
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

    @Test
    void a_link_to_a_directory_is_read_and_a_loop_of_links_ends() throws IOException {
        Files.createDirectories(folder.resolve("real"));
        Files.writeString(folder.resolve("real/a b\n.json"), "{}");
        Files.createSymbolicLink(folder.resolve("real/again"), folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(read(link)).singleElement().satisfies(event -> {
            assertThat(event.source()).isEqualTo(link.resolve("a b\n.json").toString());
            assertThat(event.where()).doesNotContain("\n");
        });
    }
}
