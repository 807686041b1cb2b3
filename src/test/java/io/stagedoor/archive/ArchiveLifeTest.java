package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an archive begins and ends, and who shares it. */
class ArchiveLifeTest extends ArchiveWriterRig {

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
        assertThat(write(MONDAY, "still").get(3, TimeUnit.MINUTES)).isNull();
    }

    @Test
    void an_archive_that_cannot_be_made_stops_the_start() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new ArchiveWriter(file, "", watch).start()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new ArchiveWriter(file.resolve("below"), "", watch).start())
                .isInstanceOf(IOException.class);
    }
}
