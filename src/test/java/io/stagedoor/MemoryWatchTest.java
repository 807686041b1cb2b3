package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryWatchTest {

    private static final long MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private long free = 50 * MIB;
    private long freeAfterCollection = 50 * MIB;
    private final AtomicInteger collections = new AtomicInteger();
    private final MemoryWatch watch = new MemoryWatch(
            () -> free,
            100 * MIB,
            () -> {
                collections.incrementAndGet();
                free = freeAfterCollection;
            },
            said::add);

    @Test
    void a_heap_that_stays_full_after_a_collection_ends_the_process() {
        free = MIB;
        freeAfterCollection = 2 * MIB;
        look(5);
        assertThat(said).hasSize(1).allSatisfy(line -> assertThat(line).contains("out of memory", "-Xmx"));
    }

    @Test
    void a_heap_that_a_collection_frees_does_not_end_the_process() {
        free = MIB;
        look(5);
        assertThat(collections).hasValue(1);
        assertThat(said).isEmpty();
    }

    @Test
    void a_heap_that_is_full_for_a_moment_does_not_end_the_process() {
        for (int i = 0; i < 20; i++) {
            free = i % 4 == 0 ? 50 * MIB : MIB;
            look(1);
        }
        assertThat(collections).hasValue(0);
    }

    @Test
    void only_an_out_of_memory_error_or_what_it_caused_ends_the_process() {
        watch.thrown(new IllegalStateException(new StackOverflowError()));
        assertThat(said).isEmpty();
        watch.thrown(new IllegalStateException(new RuntimeException(new OutOfMemoryError("Java heap space"))));
        assertThat(said).hasSize(1);
    }

    /** Without options, as 'java -jar' starts it. */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "logged", "swallowed"})
    void a_process_that_is_out_of_memory_ends_with_one_line(String how) throws Exception {
        JavaProcess process =
                JavaProcess.main(OutOfMemory.class, folder.resolve(how + ".log"), List.of("-Xmx32m"), List.of(how));
        Awaitility.await().untilAsserted(() -> assertThat(process.alive()).isFalse());
        assertThat(process.output().lines().filter(line -> line.startsWith("stagedoor: ")))
                .singleElement()
                .asString()
                .contains("out of memory");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }
}
