package io.stagedoor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        reader.input.read(reader.spec, event -> {
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
    void a_line_is_an_event_without_its_line_break_and_a_blank_line_is_none() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"a\": 1} \r\n\n  \t\r\n{\"b\":2}\n{\"c\":3}");
        assertThat(read(file))
                .extracting(EventInputTest::text)
                .containsExactly("{\"a\": 1} ", "{\"b\":2}", "{\"c\":3}");
        assertThat(read(file)).extracting(ReadEvent::line).containsExactly(1, 4, 5);
    }

    @Test
    void of_a_directory_the_event_files_below_it_are_read_in_order() throws IOException {
        Files.createDirectories(folder.resolve("b/..data"));
        for (String name : List.of("c.ndjson", "a.json", "b/x.json", "b/..data/x.json", "readme.md")) {
            Files.writeString(folder.resolve(name), "{}");
        }
        assertThat(read(folder))
                .extracting(event -> folder.relativize(Path.of(event.source())).toString())
                .containsExactly("a.json", "b/x.json", "c.ndjson");
    }

    @Test
    void standard_input_is_read_when_nobody_types_it() throws IOException {
        assertThat(readFrom("{}\n{}\n", false, 9)).extracting(ReadEvent::where).containsExactly("stdin:1", "stdin:2");
        assertThat(readFrom("{}\n", true, 9, "-")).hasSize(1);
    }

    @Test
    void reading_stops_when_there_are_enough() throws IOException {
        Path more = Files.writeString(folder.resolve("a.json"), "{}");
        assertThat(readFrom("{}\n{}\n{}\n", false, 2, "-", more)).hasSize(2);
    }

    @Test
    void without_input_a_user_at_a_terminal_is_told_what_to_name() {
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
}
