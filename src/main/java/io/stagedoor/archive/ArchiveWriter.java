package io.stagedoor.archive;

import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes an archive's lines with one thread: whatever has come while the disk was busy goes to the disk together, and
 * each event is told when it is there. What goes wrong, of whatever kind, is told to the events that it befell, and the
 * thread lives on.
 */
final class ArchiveWriter {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");
    private static final int MOST_AT_ONCE = 1000;
    private static final int LOOKS_FOR_LOCK = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** @param done is told null, or why the line is not on the disk */
    private record Line(Path file, byte[] bytes, Consumer<IOException> done) {}

    /** Nothing is written after it. */
    private static final Line END = new Line(null, null, null);

    private final Path directory;
    private final String replica;
    private final Watch watch;
    private final Worker worker;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final OpenFiles files;
    private ArchiveLock lock;
    private Thread thread;
    private int users;

    /** @param replica empty for the one that has no name */
    ArchiveWriter(Path directory, String replica, Watch watch) {
        this.directory = directory.toAbsolutePath().normalize();
        this.replica = replica;
        this.watch = watch;
        this.worker = new Worker("archive " + directory);
        this.files = new OpenFiles(this.directory);
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
        PlainFile.makeFolders(directory, directory);
        lock = lock();
        try {
            ArchiveMending.of(directory, replica);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        worker.connected(true); // It needs no queue of its own.
        watch.add(worker);
        thread = new Thread(this::work, "archive " + directory);
        thread.start();
    }

    private ArchiveLock lock() throws IOException {
        // Patience: another replica may be mending the files of this one.
        for (int times = 0; times < LOOKS_FOR_LOCK; times++) {
            Optional<ArchiveLock> mine = ArchiveLock.take(directory, replica);
            if (mine.isPresent()) {
                return mine.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IOException("another Stagedoor writes the archive " + directory
                + " under the same name: give each replica its own with stagedoor.replica");
    }

    /** Returns when all that was given to it is written. */
    synchronized void stop() throws IOException, InterruptedException {
        if (users == 0 || --users > 0) {
            return; // Never started, or still in use.
        }
        waiting.add(END);
        thread.join();
        watch.remove(worker);
        files.close();
        if (files.mayBeTorn()) {
            lock.close();
        } else {
            lock.remove();
        }
    }

    /** Of this replica, for that day. */
    String file(String day) {
        return ArchiveName.file(day, replica);
    }

    /** @param file relative to the archive's directory */
    void write(Path file, byte[] line, Consumer<IOException> done) {
        waiting.add(new Line(directory.resolve(file), line, done));
    }

    private void work() {
        Deque<Line> batch = new ArrayDeque<>();
        boolean goOn = true;
        while (goOn) {
            batch.add(next());
            worker.begins();
            waiting.drainTo(batch, MOST_AT_ONCE - 1);
            goOn = !batch.remove(END);
            write(batch);
            worker.rests();
        }
    }

    private Line next() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                LOG.debug("the archive's thread ends by its last line, and not by an interrupt", e);
            }
        }
    }

    private void write(Deque<Line> batch) {
        Map<Path, List<Line>> ofFiles = new LinkedHashMap<>();
        for (Line line : batch) {
            ofFiles.computeIfAbsent(line.file(), first -> new ArrayList<>()).add(line);
        }
        Map<Path, IOException> failures = new HashMap<>();
        ofFiles.forEach((path, lines) -> failures.put(path, write(path, lines)));
        while (!batch.isEmpty()) {
            Line line = batch.remove();
            tell(line, failures.get(line.file()));
        }
    }

    /** @return null, or why none of them is in the file: all of them come again, in their order */
    private IOException write(Path path, List<Line> lines) {
        try {
            keepLock();
            files.append(path, lines.stream().map(Line::bytes).toList());
            return null;
        } catch (IOException e) {
            return e;
        } catch (Throwable t) { // Errors too: an event that is told nothing is in flight for ever.
            LOG.errorf(t, "%s: %d events are not archived, and come again", path, lines.size());
            return new IOException(path + ": " + t, t);
        }
    }

    /** Who removes the archive's folder under us removes the lock too, and another one could take its name. */
    private void keepLock() throws IOException {
        if (!lock.holds()) {
            closeQuietly(lock);
            PlainFile.makeFolders(directory, directory);
            lock = lock();
        }
    }

    /** What listens must not end the thread: nothing would be archived any more, and nobody told. */
    private static void tell(Line line, IOException failure) {
        try {
            line.done().accept(failure);
        } catch (Throwable t) {
            LOG.errorf(t, "%s: an event could not be told that it is archived", line.file());
        }
    }

    private static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing a lock that was removed", e);
        }
    }
}
