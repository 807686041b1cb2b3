package io.stagedoor.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ReadersTest {

    @TempDir
    Path folder;

    /** JUnit's own folders are private to their owner. */
    @BeforeEach
    void everybodyMayReadTheFolder() throws IOException {
        set(folder, "rwxr-xr-x");
    }

    @Test
    void folders_and_files_that_are_made_are_not_for_others() throws IOException {
        Path owners = folder.resolve("data/broker");
        Path groups = folder.resolve("archive");
        Readers.OWNER.createFolder(owners);
        Readers.GROUP.createFolder(groups);
        open(Readers.OWNER, owners.resolve("lock"));
        open(Readers.GROUP, groups.resolve("a.jsonl"));

        assertThat(rights(folder.resolve("data"))).isEqualTo("rwx------");
        assertThat(rights(owners)).isEqualTo("rwx------");
        assertThat(rights(owners.resolve("lock"))).isEqualTo("rw-------");
        assertThat(rights(groups)).startsWith("rwx").endsWith("---");
        assertThat(rights(groups.resolve("a.jsonl"))).startsWith("rw-").endsWith("---");
    }

    @Test
    void a_folder_that_is_there_stays_as_it_is_until_it_is_shut() throws IOException {
        Readers.OWNER.createFolder(folder);
        assertThat(rights(folder)).isEqualTo("rwxr-xr-x");

        assertThat(Readers.shut(folder)).isTrue();

        assertThat(rights(folder)).isEqualTo("rwxr-x---");
        assertThat(Readers.shut(folder)).isFalse();
    }

    @Test
    void a_folder_that_everybody_writes_to_and_one_that_is_not_there_are_left_alone() throws Exception {
        assertThat(new ProcessBuilder("chmod", "1777", folder.toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(Readers.shut(folder)).isFalse();
        assertThat(rights(folder)).isEqualTo("rwxrwxrwx");
        assertThat(Readers.shut(folder.resolve("nowhere"))).isFalse();
    }

    private static void open(Readers readers, Path file) throws IOException {
        try (FileChannel made = readers.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(made.isOpen()).isTrue();
        }
    }

    private static void set(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
