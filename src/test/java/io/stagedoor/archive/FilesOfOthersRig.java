package io.stagedoor.archive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An archive in a folder where others have files, too. */
abstract class FilesOfOthersRig {

    static final String MONDAY = "backstage/catalog/2026-11-23.jsonl";
    static final String TORN = "whole\ntorn";

    @TempDir
    Path outside;

    @TempDir
    Path folder;

    final List<ArchiveWriter> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (ArchiveWriter writer : running) {
            writer.stop();
        }
    }

    Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    ArchiveWriter start(String replica) throws IOException {
        ArchiveWriter writer = new ArchiveWriter(folder, replica, watch());
        writer.start();
        running.add(writer);
        return writer;
    }

    static Watch watch() {
        return new Watch(new SimpleMeterRegistry());
    }

    static IOException write(ArchiveWriter writer, String file) throws Exception {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        writer.write(Path.of(file), "line\n".getBytes(StandardCharsets.UTF_8), told::complete);
        return told.get(3, TimeUnit.MINUTES);
    }
}
