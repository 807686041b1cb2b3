package io.stagedoor.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
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

    private static final int LOOKS_FOR_LOCK = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** @param done is told null, or why the line is not on the disk */
    private record Line(Path file, byte[] bytes, Consumer<IOException> done) {}

    private final Path directory;
    private final ArchiveOwner owner;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final Map<Path, ArchiveFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private FileChannel lock;
    private Thread thread;
    private int users;

    ArchiveWriter(Path directory, ArchiveOwner owner) {
        this.directory = directory;
        this.owner = owner;
    }

    /**
     * Mends what is to be mended, then writes. Several may use it, and each calls {@link #stop}.
     *
     * @throws IOException when the folder cannot be used, or another process of the same replica name writes there
     */
    synchronized void start() throws IOException {
        if (users == 0) {
            begin();
        }
        users++;
    }

    private void begin() throws IOException {
        Files.createDirectories(directory);
        lock = lock();
        mend();
        thread = new Thread(this::work, "archive " + directory);
        thread.start();
    }

    private FileChannel lock() throws IOException {
        // Patience: another replica may be mending the files of this one.
        for (int times = 0; times < LOOKS_FOR_LOCK; times++) {
            Optional<FileChannel> mine = owner.lock(directory);
            if (mine.isPresent()) {
                return mine.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IOException("another Stagedoor writes the archive " + directory
                + " under the same name: give each replica its own with stagedoor.replica");
    }

    synchronized void stop() throws InterruptedException {
        if (users == 0 || --users > 0) {
            return; // Never started, or still in use.
        }
        thread.interrupt();
        thread.join();
        for (ArchiveFile file : open.values()) {
            closeQuietly(file);
        }
        open.clear();
        closeQuietly(lock);
    }

    /** Of this replica, for that day. */
    String file(String day) {
        return owner.file(day);
    }

    /** @param file relative to the archive's directory */
    void write(Path file, byte[] line, Consumer<IOException> done) {
        waiting.add(new Line(directory.resolve(file), line, done));
    }

    /** Its own files, and those of replicas that do not run: a file that somebody writes has a torn line at any moment. */
    private void mend() throws IOException {
        Map<ArchiveOwner, List<Path>> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.forEach(
                    file -> ArchiveOwner.of(file).ifPresent(of -> files.computeIfAbsent(of, first -> new ArrayList<>())
                            .add(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Map.Entry<ArchiveOwner, List<Path>> each : files.entrySet()) {
            Optional<FileChannel> held = each.getKey().equals(owner)
                    ? Optional.empty()
                    : each.getKey().lock(directory);
            try {
                if (held.isPresent() || each.getKey().equals(owner)) {
                    mend(each.getValue());
                }
            } finally {
                held.ifPresent(ArchiveWriter::closeQuietly);
            }
        }
    }

    private static void mend(List<Path> files) throws IOException {
        for (Path file : files) {
            ArchiveFile.open(file).close();
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
        Map<Path, List<Line>> files = new LinkedHashMap<>();
        for (Line line : batch) {
            files.computeIfAbsent(line.file(), first -> new ArrayList<>()).add(line);
        }
        Map<Path, IOException> failures = new HashMap<>();
        files.forEach((path, lines) -> failures.put(path, write(path, lines)));
        batch.forEach(line -> tell(line, failures.get(line.file())));
    }

    /** @return null, or why none of them is in the file: all of them come again, in their order */
    private IOException write(Path path, List<Line> lines) {
        try {
            ArchiveFile file = file(path);
            for (Line line : lines) {
                file.append(line.bytes());
            }
            file.force();
            return null;
        } catch (IOException e) {
            ArchiveFile broken = open.remove(path);
            if (broken != null) {
                closeQuietly(broken);
            }
            return e;
        }
    }

    /** What listens must not end the thread: nothing would be archived any more, and nobody told. */
    private static void tell(Line line, IOException failure) {
        try {
            line.done().accept(failure);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: an event could not be told that it is archived", line.file());
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

    private static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing an archive file", e); // What was acknowledged was forced to the disk before.
        }
    }
}
