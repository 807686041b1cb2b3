package io.stagedoor.archive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An archive and its writer. */
abstract class ArchiveWriterRig {

    static final Path MONDAY = Path.of("backstage/catalog/2026-11-23.jsonl");
    static final Path TUESDAY = Path.of("backstage/catalog/2026-11-24.jsonl");
    static final Path TASKS = Path.of("backstage/scaffolder/2026-11-23.jsonl");

    @TempDir
    Path folder;

    final Watch watch = new Watch(new SimpleMeterRegistry());
    ArchiveWriter writer;
    boolean running;

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

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    ArchiveWriter writer(String replica) {
        return new ArchiveWriter(folder, replica, watch);
    }

    void start() throws IOException {
        writer.start();
        running = true;
    }

    CompletableFuture<IOException> write(Path file, String line) {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(file, line(line), told::complete);
        return told;
    }

    String text(Path file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            return "" + e;
        }
    }

    static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(3, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
