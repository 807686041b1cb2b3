package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links where an archive has its files and folders. */
class ArchiveLinksTest extends FilesOfOthersRig {

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
    void a_link_in_the_place_of_a_lock_is_not_followed() throws Exception {
        link(".lock", outside.resolve("new"));

        assertThatThrownBy(() -> start("")).hasMessageContaining(".lock").hasMessageContaining("symbolic link");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    private void link(String name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }
}
