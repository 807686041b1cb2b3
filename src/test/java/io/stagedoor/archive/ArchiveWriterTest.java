package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveWriterTest extends ArchiveWriterRig {

    @Test
    void a_line_is_in_its_file_before_its_callback() throws Exception {
        start();
        CompletableFuture<String> seen = new CompletableFuture<>();

        writer.write(MONDAY, line("one"), failure -> seen.complete(failure == null ? text(MONDAY) : "" + failure));

        assertThat(seen.get(3, TimeUnit.MINUTES)).isEqualTo("one\n");
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

        assertThat(seen.get(0).get(3, TimeUnit.MINUTES).lines()).hasSize(300);
        assertThat(seen.get(299).get(3, TimeUnit.MINUTES).lines()).hasSize(300);
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
                .allSatisfy(one -> assertThat(one.get(3, TimeUnit.MINUTES)).isNull());
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
                .allSatisfy(one -> assertThat(one.get(3, TimeUnit.MINUTES)).isNull());
        for (int channel = 0; channel < 200; channel++) {
            assertThat(text(Path.of("channel-" + channel + "/2026-11-23.jsonl")))
                    .isEqualTo("line 0\nline 1\nline 2\n");
        }
    }
}
