package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveWriterTest {

    private static final Path MONDAY = Path.of("backstage/catalog/2026-11-23.jsonl");
    private static final Path TUESDAY = Path.of("backstage/catalog/2026-11-24.jsonl");
    private static final Path TASKS = Path.of("backstage/scaffolder/2026-11-23.jsonl");

    @TempDir
    Path folder;

    private final Watch watch = new Watch(new SimpleMeterRegistry());
    private ArchiveWriter writer;
    private boolean running;

    @BeforeEach
    void newWriter() {
        writer = writer("");
    }

    @AfterEach
    void stop() throws Exception {
        if (running) {
            writer.stop();
        }
    }

    @Test
    void a_line_is_in_its_file_before_its_callback() throws Exception {
        start();
        CompletableFuture<String> seen = new CompletableFuture<>();

        writer.write(MONDAY, line("one"), failure -> seen.complete(failure == null ? text(MONDAY) : "" + failure));

        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("one\n");
    }

    @Test
    void lines_that_came_while_the_disk_was_busy_are_in_their_files_before_the_first_callback() throws Exception {
        start();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        writer.write(TASKS, line("first"), failure -> {
            held.countDown();
            await(busy); // Holds the writer's thread.
        });
        await(held);
        List<CompletableFuture<String>> seen = IntStream.range(0, 300)
                .mapToObj(i -> {
                    CompletableFuture<String> told = new CompletableFuture<>();
                    writer.write(
                            i % 2 == 0 ? MONDAY : TUESDAY,
                            line("line " + i),
                            failure -> told.complete(text(MONDAY) + text(TUESDAY)));
                    return told;
                })
                .toList();
        busy.countDown();

        assertThat(seen.get(0).get(10, TimeUnit.SECONDS).lines()).hasSize(300);
        assertThat(seen.get(299).get(10, TimeUnit.SECONDS).lines()).hasSize(300);
        assertThat(text(MONDAY).lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(i -> "line " + 2 * i).toList());
    }

    @Test
    void events_of_several_days_and_channels_go_to_files_of_their_own() throws Exception {
        start();
        List<CompletableFuture<IOException>> told =
                List.of(write(MONDAY, "a"), write(TUESDAY, "b"), write(TASKS, "c"), write(MONDAY, "d"));

        assertThat(told)
                .allSatisfy(one -> assertThat(one.get(10, TimeUnit.SECONDS)).isNull());
        assertThat(text(MONDAY)).isEqualTo("a\nd\n");
        assertThat(text(TUESDAY)).isEqualTo("b\n");
        assertThat(text(TASKS)).isEqualTo("c\n");
    }

    @Test
    void more_files_than_stay_open_keep_all_their_lines() throws Exception {
        start();
        CountDownLatch busy = new CountDownLatch(1);
        writer.write(TASKS, line("first"), failure -> await(busy));
        List<CompletableFuture<IOException>> told = IntStream.range(0, 600)
                .mapToObj(i -> write(Path.of("channel-" + i % 200 + "/2026-11-23.jsonl"), "line " + i / 200))
                .toList();
        busy.countDown();

        assertThat(told)
                .allSatisfy(one -> assertThat(one.get(20, TimeUnit.SECONDS)).isNull());
        for (int channel = 0; channel < 200; channel++) {
            assertThat(text(Path.of("channel-" + channel + "/2026-11-23.jsonl")))
                    .isEqualTo("line 0\nline 1\nline 2\n");
        }
    }

    @Test
    void a_failure_is_reported_only_to_the_events_of_that_file() throws Exception {
        start();
        Files.createDirectories(folder.resolve(TUESDAY));
        CountDownLatch busy = new CountDownLatch(1);
        writer.write(TASKS, line("first"), failure -> await(busy));
        CompletableFuture<IOException> a = write(MONDAY, "a");
        CompletableFuture<IOException> b = write(TUESDAY, "b");
        CompletableFuture<IOException> c = write(TUESDAY, "c");
        CompletableFuture<IOException> d = write(MONDAY, "d");
        busy.countDown();

        assertThat(a.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(b.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(c.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(d.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(text(MONDAY)).isEqualTo("a\nd\n");
    }

    @Test
    void a_file_that_failed_is_written_again_when_the_fault_is_mended() throws Exception {
        start();
        Files.createDirectories(folder.resolve(TUESDAY));
        assertThat(write(TUESDAY, "b").get(10, TimeUnit.SECONDS)).isNotNull();
        Files.delete(folder.resolve(TUESDAY));

        assertThat(write(TUESDAY, "b").get(10, TimeUnit.SECONDS)).isNull();
        assertThat(text(TUESDAY)).isEqualTo("b\n");
    }

    @Test
    void a_callback_that_throws_does_not_stop_the_archive() throws Exception {
        start();
        writer.write(MONDAY, line("a"), failure -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(write(MONDAY, "b").get(10, TimeUnit.SECONDS)).isNull();
        assertThat(write(TUESDAY, "c").get(10, TimeUnit.SECONDS)).isNull();
        assertThat(text(MONDAY)).isEqualTo("a\nb\n");
    }

    @Test
    void an_error_is_reported_to_the_affected_events_and_the_archive_continues() throws Exception {
        start();
        CompletableFuture<IOException> failed = new CompletableFuture<>();
        writer.write(MONDAY, null, failed::complete);
        assertThat(failed.get(10, TimeUnit.SECONDS)).hasMessageContaining("NullPointerException");
        writer.write(MONDAY, line("a"), failure -> {
            throw new StackOverflowError("on purpose");
        });

        assertThat(write(MONDAY, "b").get(10, TimeUnit.SECONDS)).isNull();
        assertThat(text(MONDAY)).isEqualTo("a\nb\n");
        assertThat(watch.workers()).singleElement().satisfies(worker -> assertThat(worker.stuck(Duration.ofMinutes(1)))
                .isEmpty());
    }

    @Test
    void an_archive_whose_disk_hangs_is_a_stuck_worker() throws Exception {
        start();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        writer.write(MONDAY, line("a"), failure -> {
            held.countDown();
            await(busy);
        });
        await(held);

        assertThat(watch.workers()).singleElement().satisfies(worker -> {
            assertThat(worker.stuck(Duration.ZERO))
                    .hasValueSatisfying(why -> assertThat(why).contains("archive " + folder));
            assertThat(worker.connected()).isTrue();
        });
        busy.countDown();
        writer.stop();
        running = false;
        assertThat(watch.workers()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void lines_are_written_before_the_writer_stops() throws Exception {
        start();
        List<CompletableFuture<IOException>> told =
                IntStream.range(0, 3_000).mapToObj(i -> write(MONDAY, "" + i)).toList();
        writer.stop();
        running = false;

        assertThat(told).allSatisfy(one -> assertThat(one).isCompletedWithValue(null));
        assertThat(text(MONDAY).lines()).hasSize(3_000);
    }

    @Test
    void two_processes_with_one_name_do_not_write_to_one_archive() throws Exception {
        start();
        ArchiveWriter second = writer("");
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stagedoor.replica")
                .hasMessageContaining(folder.toString());

        writer.stop();
        running = false;
        second.start();
        second.stop();
    }

    @Test
    void two_destinations_may_share_a_writer_and_it_ends_with_the_last() throws Exception {
        start();
        writer.start();
        writer.stop();
        assertThat(write(MONDAY, "still").get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void an_archive_that_cannot_be_made_stops_the_start() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new ArchiveWriter(file, "", watch).start()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new ArchiveWriter(file.resolve("below"), "", watch).start())
                .isInstanceOf(IOException.class);
    }

    private ArchiveWriter writer(String replica) {
        return new ArchiveWriter(folder, replica, watch);
    }

    private void start() throws IOException {
        writer.start();
        running = true;
    }

    private CompletableFuture<IOException> write(Path file, String line) {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(file, line(line), told::complete);
        return told;
    }

    private String text(Path file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            return "" + e;
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
