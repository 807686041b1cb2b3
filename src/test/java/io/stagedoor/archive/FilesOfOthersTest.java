package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of others in the folder of an archive, and in the place of its files. */
class FilesOfOthersTest extends FilesOfOthersRig {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-exports.jsonl",
                "2026-11-23.jsonl",
                "backstage/my-exports.jsonl",
                "backstage/catalog/2026-11-23.jsonl.bak",
                "backstage/catalog/2026-11-23.copy.jsonl",
                "backstage/catalog/2026-02-30.jsonl",
                "My Exports/2026-11-23.jsonl",
                "README.txt",
                ".other.lock",
                ".swp"
            })
    void a_file_of_another_program_keeps_every_byte(String name) throws Exception {
        Path other = file(name, TORN);
        start("");
        start("pod-a");

        assertThat(other).hasContent(TORN);
    }

    @Test
    void the_files_of_the_archive_are_mended_at_the_start() throws Exception {
        Path monday = file(MONDAY, TORN);
        Path tuesday = file("backstage/catalog/2026-11-24.jsonl", TORN);
        start("");

        assertThat(monday).hasContent("whole\n");
        assertThat(tuesday).hasContent("whole\n");
    }

    @Test
    void whole_files_are_not_opened_for_writing() throws Exception {
        Path old = file(MONDAY, "whole\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("r--r--r--"));
        Object changed = Files.getLastModifiedTime(old);
        start("");

        assertThat(Files.getLastModifiedTime(old)).isEqualTo(changed);
    }

    @Test
    void a_pipe_in_the_place_of_a_file_is_refused() throws Exception {
        Files.createDirectories(folder.resolve(MONDAY).getParent());
        assertThat(new ProcessBuilder("mkfifo", folder.resolve(MONDAY).toString())
                        .start()
                        .waitFor())
                .isZero();
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining(MONDAY).hasMessageContaining("pipe");
    }

    @Test
    void a_folder_in_the_place_of_an_old_file_does_not_stop_the_start() throws Exception {
        Files.createDirectories(folder.resolve(MONDAY));
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining(MONDAY).hasMessageContaining("folder");
    }

    @Test
    void another_file_in_the_place_of_a_lock_is_refused() throws Exception {
        file(".pod-a.lock", "of somebody else");

        assertThatThrownBy(() -> start("pod-a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".pod-a.lock is not a lock of Stagedoor");
        assertThat(folder.resolve(".pod-a.lock")).hasContent("of somebody else");
    }

    @Test
    void files_of_the_archive_are_readable_by_owner_and_group() throws Exception {
        Path archive = folder.resolve("new/archive");
        ArchiveWriter writer = new ArchiveWriter(archive, "", watch());
        writer.start();
        running.add(writer);

        assertThat(write(writer, MONDAY)).isNull();
        for (String made : List.of("", "backstage", "backstage/catalog")) {
            assertThat(mode(archive.resolve(made))).matches("rwx...---");
        }
        assertThat(mode(archive.resolve(MONDAY))).matches("rw-...---");
        assertThat(mode(archive.resolve(".lock"))).matches("rw-...---");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
