package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of others in the folder of an archive, and in the place of its files. */
class FilesOfOthersTest {

    private static final String MONDAY = "backstage/catalog/2026-11-23.jsonl";
    private static final String TORN = "whole\ntorn";

    @TempDir
    Path outside;

    @TempDir
    Path folder;

    private final List<ArchiveWriter> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (ArchiveWriter writer : running) {
            writer.stop();
        }
    }

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
    void a_symbolic_link_is_not_followed_at_the_start() throws Exception {
        Path precious = Files.writeString(outside.resolve("precious"), TORN);
        link(MONDAY, precious);
        Path linkedFolder = Files.createDirectories(outside.resolve("channel"));
        Path precious2 = Files.writeString(linkedFolder.resolve("2026-11-23.jsonl"), TORN);
        link("linked", linkedFolder);
        start("");

        assertThat(precious).hasContent(TORN);
        assertThat(precious2).hasContent(TORN);
    }

    @Test
    void a_symbolic_link_in_the_place_of_a_file_is_not_followed() throws Exception {
        Path precious = Files.writeString(outside.resolve("precious"), TORN);
        link(MONDAY, precious);
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining(MONDAY).hasMessageContaining("symbolic link");
        assertThat(precious).hasContent(TORN);
        Files.delete(folder.resolve(MONDAY));
        assertThat(write(writer, MONDAY)).isNull();
    }

    @Test
    void a_link_that_leads_nowhere_makes_no_file_there() throws Exception {
        link(MONDAY, outside.resolve("new"));
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining("symbolic link");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backstage", "backstage/catalog"})
    void a_link_in_the_place_of_a_channels_folder_is_not_followed(String place) throws Exception {
        link(place, Files.createDirectories(outside.resolve("elsewhere")));
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining(place).hasMessageContaining("symbolic link");
        assertThat(outside.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void the_folder_of_the_archive_may_be_a_link() throws Exception {
        Path real = Files.createDirectories(outside.resolve("disk"));
        link("archive", real);
        ArchiveWriter writer = new ArchiveWriter(folder.resolve("archive"), "", watch());
        writer.start();
        running.add(writer);

        assertThat(write(writer, MONDAY)).isNull();
        assertThat(real.resolve(MONDAY)).hasContent("line\n");
    }

    @Test
    void a_file_with_a_second_name_is_not_cut_off() throws Exception {
        Path precious = Files.writeString(outside.resolve("precious"), TORN);
        Files.createDirectories(folder.resolve(MONDAY).getParent());
        Files.createLink(folder.resolve(MONDAY), precious);
        ArchiveWriter writer = start("");

        assertThat(write(writer, MONDAY)).hasMessageContaining(MONDAY).hasMessageContaining("hard link");
        assertThat(precious).hasContent(TORN);
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
    void a_link_in_the_place_of_a_lock_is_not_followed() throws Exception {
        link(".lock", outside.resolve("new"));

        assertThatThrownBy(() -> start("")).hasMessageContaining(".lock").hasMessageContaining("symbolic link");
        assertThat(outside.resolve("new")).doesNotExist();
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

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void link(String name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    private ArchiveWriter start(String replica) throws IOException {
        ArchiveWriter writer = new ArchiveWriter(folder, replica, watch());
        writer.start();
        running.add(writer);
        return writer;
    }

    private static Watch watch() {
        return new Watch(new SimpleMeterRegistry());
    }

    private static IOException write(ArchiveWriter writer, String file) throws Exception {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(Path.of(file), "line\n".getBytes(StandardCharsets.UTF_8), told::complete);
        return told.get(10, TimeUnit.SECONDS);
    }
}
