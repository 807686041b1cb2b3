package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program moves, removes or truncates the files of an archive while it writes them, as log rotation does. */
class RotationTest {

    private static final Path MONDAY = Path.of("backstage/catalog/2026-11-23.jsonl");

    @TempDir
    Path outer;

    private Path folder;
    private Path file;
    private ArchiveWriter writer;

    @BeforeEach
    void aFirstLine() throws Exception {
        folder = outer.resolve("archive");
        file = folder.resolve(MONDAY);
        writer = writer();
        writer.start();
        assertThat(write("one")).isNull();
    }

    @AfterEach
    void stop() throws Exception {
        writer.stop();
    }

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
            each.handle((failure, none) -> failure).get(60, TimeUnit.SECONDS);
        }
        rotation.interrupt();
        rotation.join();

        List<String> lines;
        try (Stream<Path> files = Files.list(file.getParent())) {
            lines = files.flatMap(RotationTest::lines).distinct().toList();
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

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
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

    private ArchiveWriter writer() {
        return new ArchiveWriter(folder, "", new Watch(new SimpleMeterRegistry()));
    }

    private IOException write(String line) throws Exception {
        return tell(line).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<IOException> tell(String line) {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(MONDAY, (line + "\n").getBytes(StandardCharsets.UTF_8), told::complete);
        return told;
    }
}
