package io.stagedoor.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class EventInputTest extends EventInputRig {

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
        assertThat(read(file)).extracting(EventInputRig::text).containsExactly("{\"a\": 1}", "{\"b\":2}", "{\"c\":3}");
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
