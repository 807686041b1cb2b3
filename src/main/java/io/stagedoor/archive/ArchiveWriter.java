package io.stagedoor.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes an archive's lines with one thread: whatever has come while the disk was busy goes to the disk together, and
 * each event is told when it is there.
 */
final class ArchiveWriter {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");
    private static final int MOST_AT_ONCE = 1000;

    /** Files stay open between events; today's and yesterday's of each channel fit. */
    private static final int MOST_OPEN = 64;

    /** @param done is told null, or why the line is not on the disk */
    private record Line(Path file, byte[] bytes, Consumer<IOException> done) {}

    private final Path directory;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final Map<Path, ArchiveFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private Thread thread;

    ArchiveWriter(Path directory) {
        this.directory = directory;
    }

    /** Mends every file of the archive, then writes. */
    void start() throws IOException {
        Files.createDirectories(directory);
        mend();
        thread = new Thread(this::work, "archive " + directory);
        thread.start();
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        for (ArchiveFile file : open.values()) {
            closeQuietly(file);
        }
        open.clear();
    }

    /** @param file relative to the archive's directory */
    void write(Path file, byte[] line, Consumer<IOException> done) {
        waiting.add(new Line(directory.resolve(file), line, done));
    }

    private void mend() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                ArchiveFile.open(file).close();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void work() {
        List<Line> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                write(batch);
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Line> batch) {
        Map<Path, IOException> failed = new LinkedHashMap<>();
        Set<Path> touched = new HashSet<>();
        for (Line line : batch) {
            touched.add(line.file());
            attempt(line.file(), failed, () -> file(line.file()).append(ByteBuffer.wrap(line.bytes())));
        }
        for (Path path : touched) {
            attempt(path, failed, () -> file(path).force());
        }
        batch.forEach(line -> tell(line, failed.get(line.file())));
    }

    /** What listens must not end the thread: nothing would be archived any more, and nobody told. */
    private static void tell(Line line, IOException failure) {
        try {
            line.done().accept(failure);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: an event could not be told that it is archived", line.file());
        }
    }

    /** After a failure nothing more is written to that file in this batch: its events come again, in order. */
    private void attempt(Path path, Map<Path, IOException> failed, DiskAction action) {
        if (failed.containsKey(path)) {
            return;
        }
        try {
            action.run();
        } catch (IOException e) {
            failed.put(path, e);
            ArchiveFile broken = open.remove(path);
            if (broken != null) {
                closeQuietly(broken);
            }
        }
    }

    private ArchiveFile file(Path path) throws IOException {
        ArchiveFile file = open.get(path);
        if (file == null) {
            file = ArchiveFile.open(path);
            open.put(path, file);
            closeEldest();
        }
        return file;
    }

    private void closeEldest() {
        if (open.size() > MOST_OPEN) {
            Path eldest = open.keySet().iterator().next();
            closeQuietly(open.remove(eldest));
        }
    }

    private static void closeQuietly(ArchiveFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing an archive file", e); // What was acknowledged was forced to the disk before.
        }
    }

    private interface DiskAction {
        void run() throws IOException;
    }
}
