package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFileTest {

    private static final int BLOCK = 64 * 1024;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void oneDayOfOneChannel() throws IOException {
        path = folder.resolve("backstage/catalog/2026-11-23.jsonl");
        Files.createDirectories(path.getParent());
    }

    @Test
    void a_new_file_is_made() throws IOException {
        append("one\n");

        assertThat(path).hasContent("one\n");
    }

    @Test
    void lines_are_appended_to_those_of_earlier_runs() throws IOException {
        append("one\n");
        append("two\n", "three\n");

        assertThat(text()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void a_torn_last_line_is_cut_off_and_whole_lines_stay() throws IOException {
        write("one\ntwo\n{\"id\":\"to");
        append("three\n");

        assertThat(text()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void a_file_of_nothing_but_a_torn_line_becomes_empty() throws IOException {
        write("{\"id\":\"to");
        append();

        assertThat(path).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one\n", "one\n\n"})
    void a_file_that_is_whole_stays_as_it_is(String content) throws IOException {
        write(content);
        append();

        assertThat(text()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BLOCK - 5,
                BLOCK - 4,
                BLOCK - 3,
                BLOCK - 1,
                BLOCK,
                BLOCK + 1,
                2 * BLOCK - 4,
                2 * BLOCK,
                3 * BLOCK + 7
            })
    void a_torn_line_of_any_length_is_cut_off(int length) throws IOException {
        write("one\n" + "x".repeat(length));
        append("two\n");

        assertThat(text()).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK})
    void a_long_file_without_any_line_break_becomes_empty(int length) throws IOException {
        write("x".repeat(length));
        append("two\n");

        assertThat(text()).isEqualTo("two\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {BLOCK - 1, BLOCK, 3 * BLOCK})
    void a_long_whole_line_stays(int length) throws IOException {
        String line = "x".repeat(length) + "\n";
        write(line + "torn");
        append("two\n");

        assertThat(text()).isEqualTo(line + "two\n");
    }

    @Test
    void lines_of_any_length_keep_their_order() throws IOException {
        StringBuilder expected = new StringBuilder();
        try (ArchiveFile file = ArchiveFile.open(path)) {
            for (int length : new int[] {10, BLOCK - 12, 1, 3 * BLOCK, BLOCK - 1, 0, BLOCK, 5}) {
                String line = Integer.toString(length % 10).repeat(length) + "\n";
                file.append(bytes(line));
                expected.append(line);
            }
            file.force();
            assertThat(text()).isEqualTo(expected.toString());
        }
    }

    @Test
    void lines_that_were_not_forced_are_not_in_the_file() throws IOException {
        try (ArchiveFile file = ArchiveFile.open(path)) {
            file.append(bytes("one\n"));
            file.force();
            file.append(bytes("two\n"));
        }
        assertThat(text()).isEqualTo("one\n");
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_a_failure_to_open() throws IOException {
        Files.createDirectories(path);

        assertThatThrownBy(() -> ArchiveFile.open(path)).isInstanceOf(IOException.class);
    }

    @Test
    void a_failed_write_is_reported() throws IOException {
        ArchiveFile file = ArchiveFile.open(path);
        file.append(bytes("one\n"));
        file.force();
        file.close();
        file.append(bytes("two\n"));

        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        assertThat(text()).isEqualTo("one\n");
    }

    private void append(String... lines) throws IOException {
        try (ArchiveFile file = ArchiveFile.open(path)) {
            for (String line : lines) {
                file.append(bytes(line));
            }
            file.force();
        }
    }

    private void write(String content) throws IOException {
        Files.writeString(path, content);
    }

    private String text() throws IOException {
        return Files.readString(path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
