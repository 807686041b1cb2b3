package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An archive with one line in a file that somebody moves, cuts off or replaces. */
abstract class RotationRig {

    static final Path MONDAY = Path.of("backstage/catalog/2026-11-23.jsonl");

    @TempDir
    Path outer;

    Path folder;
    Path file;
    ArchiveWriter writer;

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

    ArchiveWriter writer() {
        return new ArchiveWriter(folder, "", new Watch(new SimpleMeterRegistry()));
    }

    IOException write(String line) throws Exception {
        return tell(line).get(3, TimeUnit.MINUTES);
    }

    CompletableFuture<IOException> tell(String line) {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(MONDAY, (line + "\n").getBytes(StandardCharsets.UTF_8), told::complete);
        return told;
    }
}
