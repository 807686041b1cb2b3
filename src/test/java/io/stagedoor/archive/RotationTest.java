package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** Another program moves, removes or truncates the files of an archive while it writes them, as log rotation does. */
class RotationTest extends RotationRig {

    @Test
    void after_a_file_was_removed_the_next_event_is_in_a_new_one() throws Exception {
        Files.delete(file);

        assertThat(write("two")).isNull();
        assertThat(file).hasContent("two\n");
    }

    @Test
    void after_a_file_was_renamed_the_next_event_is_in_a_new_one() throws Exception {
        Path rotated = Files.move(file, file.resolveSibling("2026-11-23.jsonl.1"));

        assertThat(write("two")).isNull();
        assertThat(file).hasContent("two\n");
        assertThat(rotated).hasContent("one\n");
    }

    @Test
    void after_a_file_was_replaced_the_next_event_is_in_its_successor() throws Exception {
        Files.move(file, file.resolveSibling("2026-11-23.jsonl.1"));
        Files.writeString(file, "new\n");

        assertThat(write("two")).isNull();
        assertThat(Files.readString(file)).isEqualTo("new\ntwo\n");
    }

    @Test
    void after_a_file_was_truncated_it_has_no_hole() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(write("a line of some length " + i)).isNull();
        }
        truncate(0);

        assertThat(write("two")).isNull();
        assertThat(Files.readString(file)).isEqualTo("two\n");
    }

    @Test
    void after_a_file_was_truncated_in_a_line_it_is_mended() throws Exception {
        assertThat(write("two")).isNull();
        truncate(6);

        assertThat(write("three")).isNull();
        assertThat(Files.readString(file)).isEqualTo("one\nthree\n");
    }

    @Test
    void after_another_program_appended_to_a_file_its_whole_lines_stay() throws Exception {
        Files.writeString(file, "foreign\ntorn", StandardOpenOption.APPEND);

        assertThat(write("two")).isNull();
        assertThat(Files.readString(file)).isEqualTo("one\nforeign\ntwo\n");
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
