package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An archive with a fault: a file, a callback, a disk. */
class ArchiveFaultsTest extends ArchiveWriterRig {

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

        assertThat(a.get(3, TimeUnit.MINUTES)).isNull();
        assertThat(b.get(3, TimeUnit.MINUTES)).isNotNull();
        assertThat(c.get(3, TimeUnit.MINUTES)).isNotNull();
        assertThat(d.get(3, TimeUnit.MINUTES)).isNull();
        assertThat(text(MONDAY)).isEqualTo("a\nd\n");
    }

    @Test
    void a_file_that_failed_is_written_again_when_the_fault_is_mended() throws Exception {
        start();
        Files.createDirectories(folder.resolve(TUESDAY));
        assertThat(write(TUESDAY, "b").get(3, TimeUnit.MINUTES)).isNotNull();
        Files.delete(folder.resolve(TUESDAY));

        assertThat(write(TUESDAY, "b").get(3, TimeUnit.MINUTES)).isNull();
        assertThat(text(TUESDAY)).isEqualTo("b\n");
    }

    @Test
    void a_callback_that_throws_does_not_stop_the_archive() throws Exception {
        start();
        writer.write(MONDAY, line("a"), failure -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(write(MONDAY, "b").get(3, TimeUnit.MINUTES)).isNull();
        assertThat(write(TUESDAY, "c").get(3, TimeUnit.MINUTES)).isNull();
        assertThat(text(MONDAY)).isEqualTo("a\nb\n");
    }

    @Test
    void an_error_is_reported_to_the_affected_events_and_the_archive_continues() throws Exception {
        start();
        CompletableFuture<IOException> failed = new CompletableFuture<>();
        writer.write(MONDAY, null, failed::complete);
        assertThat(failed.get(3, TimeUnit.MINUTES)).hasMessageContaining("NullPointerException");
        writer.write(MONDAY, line("a"), failure -> {
            throw new StackOverflowError("on purpose");
        });

        assertThat(write(MONDAY, "b").get(3, TimeUnit.MINUTES)).isNull();
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
}
