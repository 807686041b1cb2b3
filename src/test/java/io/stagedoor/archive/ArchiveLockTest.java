package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that share the folder of an archive, come and go, and die. */
class ArchiveLockTest {

    private static final String TORN = "whole\ntorn";

    @TempDir
    Path folder;

    @Test
    void a_replica_that_ends_normally_leaves_no_lock() throws Exception {
        for (int pod = 0; pod < 5; pod++) {
            ArchiveWriter writer = writer("pod-" + pod);
            writer.start();
            assertThat(locks()).containsExactly(".pod-" + pod + ".lock");
            writer.stop();
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void the_next_replica_mends_the_files_of_a_dead_one_and_removes_its_lock() throws Exception {
        Path torn = file("catalog/2026-11-22.pod-c.jsonl", TORN);
        die("pod-c");
        die("pod-d");
        ArchiveWriter writer = writer("pod-a");
        writer.start();

        assertThat(torn).hasContent("whole\n");
        assertThat(locks()).containsExactly(".pod-a.lock");
        writer.stop();
    }

    @Test
    void locks_that_were_left_when_they_were_still_empty_go_too() throws Exception {
        Path torn = file("catalog/2026-11-22.pod-c.jsonl", TORN);
        Path older = file("catalog/2026-11-21.jsonl", TORN);
        file(".pod-c.lock", "");
        file(".lock", "");
        Path others = file(".others.lock", "");
        ArchiveWriter writer = writer("pod-a");
        writer.start();

        assertThat(torn).hasContent("whole\n");
        assertThat(older).hasContent("whole\n");
        assertThat(locks()).containsExactlyInAnyOrder(".pod-a.lock", ".others.lock");
        assertThat(others).isEmptyFile();
        writer.stop();
    }

    @Test
    void the_files_of_a_running_replica_are_left_alone() throws Exception {
        ArchiveWriter other = writer("pod-b");
        other.start();
        Path beingWritten = file("catalog/2026-11-23.pod-b.jsonl", TORN);
        ArchiveWriter writer = writer("pod-a");
        writer.start();

        assertThat(beingWritten).hasContent(TORN);
        assertThat(locks()).contains(".pod-b.lock");
        assertThat(writer.file("2026-11-23")).isEqualTo("2026-11-23.pod-a.jsonl");
        writer.stop();
        other.stop();
    }

    @Test
    void a_process_that_waits_for_a_removed_lock_does_not_take_it() throws Exception {
        ArchiveLock first = ArchiveLock.take(folder, "pod-a").orElseThrow();
        Path path = ArchiveLock.path(folder, "pod-a");
        PlainFile late = PlainFile.open(path, StandardOpenOption.WRITE);
        first.remove();

        assertThat(late.channel().tryLock()).isNotNull();
        assertThat(late.isThatOfItsName()).isFalse();
        Optional<ArchiveLock> second = ArchiveLock.take(folder, "pod-a");
        assertThat(second).isPresent();
        late.channel().close();
        second.get().remove();
        assertThat(path).doesNotExist();
    }

    @Test
    void a_removed_lock_is_noticed() throws Exception {
        ArchiveLock lock = ArchiveLock.take(folder, "").orElseThrow();
        assertThat(lock.holds()).isTrue();
        Files.delete(folder.resolve(".lock"));
        assertThat(lock.holds()).isFalse();
        lock.remove();
    }

    /** Does what the system does for a killed process: releases the lock and leaves its file. */
    private void die(String replica) throws IOException {
        ArchiveLock.take(folder, replica).orElseThrow().close();
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> locks() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".lock"))
                    .toList();
        }
    }

    private ArchiveWriter writer(String replica) {
        return new ArchiveWriter(folder, replica, new Watch(new SimpleMeterRegistry()));
    }
}
