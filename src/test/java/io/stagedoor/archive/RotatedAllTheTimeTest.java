package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of an archive that are moved, cut off or replaced while events are written. */
class RotatedAllTheTimeTest extends RotationRig {

    @Test
    void after_a_channels_folder_was_moved_or_removed_the_next_event_is_in_a_new_one() throws Exception {
        Files.move(folder.resolve("backstage"), folder.resolve("backstage.old"));
        assertThat(write("two")).isNull();
        assertThat(file).hasContent("two\n");

        remove(folder.resolve("backstage"));
        assertThat(write("three")).isNull();
        assertThat(file).hasContent("three\n");
    }

    @Test
    void after_the_whole_archive_was_removed_it_is_made_again_with_its_lock() throws Exception {
        remove(folder);

        assertThat(write("two")).isNull();
        assertThat(file).hasContent("two\n");
        assertThat(folder.resolve(".lock")).exists();
        Files.delete(folder.resolve(".lock"));
        assertThat(write("three")).isNull();
        assertThat(folder.resolve(".lock")).exists();
    }

    @Test
    void a_link_that_replaces_a_file_is_not_followed() throws Exception {
        Path moved = Files.move(file, outer.resolve("moved"));
        Files.createSymbolicLink(file, moved);

        assertThat(write("two")).hasMessageContaining("symbolic link");
        assertThat(moved).hasContent("one\n");
        Files.delete(file);
        assertThat(write("two")).isNull();
        assertThat(file).hasContent("two\n");
    }

    @Test
    void a_file_that_is_rotated_all_the_time_loses_no_event() throws Exception {
        int events = 2_000;
        Thread rotation = new Thread(() -> {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                try {
                    Files.move(file, file.resolveSibling("rotated-" + i));
                } catch (IOException notThereYet) {
                    Thread.yield();
                }
            }
        });
        rotation.start();
        List<CompletableFuture<IOException>> told = Stream.iterate(0, i -> i < events, i -> i + 1)
                .map(i -> tell("event " + i))
                .toList();
        for (CompletableFuture<IOException> each : told) {
            each.handle((failure, none) -> failure).get(3, TimeUnit.MINUTES);
        }
        rotation.interrupt();
        rotation.join();

        List<String> lines;
        try (Stream<Path> files = Files.list(file.getParent())) {
            lines = files.flatMap(RotatedAllTheTimeTest::lines).distinct().toList();
        }
        for (int i = 0; i < events; i++) {
            if (told.get(i).join() == null) {
                assertThat(lines).contains("event " + i);
            }
        }
        assertThat(lines).contains("one").allMatch(line -> line.matches("one|event \\d+"));
    }

    @Test
    void a_write_that_ends_in_a_file_that_was_moved_meanwhile_does_not_count() throws Exception {
        PlainFile.makeFolders(folder, file.getParent());
        try (ArchiveFile open = ArchiveFile.open(file)) {
            open.append("two\n".getBytes(StandardCharsets.UTF_8));
            Files.move(file, outer.resolve("moved"));
            open.force();

            assertThat(open.isAsItWasLeft()).isFalse();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
