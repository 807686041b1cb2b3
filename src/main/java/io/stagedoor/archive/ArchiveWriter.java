package io.stagedoor.archive;

import io.stagedoor.text.Plural;
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
 * Writes the lines of an archive with one thread. Lines that come while the disk is busy go to the disk together; a
 * callback tells each event when its line is there. Every failure goes to the callbacks of the affected events, and the
 * thread continues.
 */
final class ArchiveWriter {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");
    private static final int MOST_AT_ONCE = 1000;
    private static final int LOOKS_FOR_LOCK = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** @param done receives null, or why the line is not on the disk */
    private record Line(Path file, byte[] bytes, Consumer<IOException> done) {}

    /** Marks the end of the queue. */
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

    /** @param replica empty for a replica without a name */
    ArchiveWriter(Path directory, String replica, Watch watch) {
        this.directory = directory.toAbsolutePath().normalize();
        this.replica = replica;
        this.watch = watch;
        this.worker = new Worker("archive " + directory);
        this.files = new OpenFiles(this.directory);
    }

    /**
     * Cuts off torn lines, then starts to write. Several users may start it; each calls {@link #stop}.
     *
     * @throws IOException when the folder cannot be used, or another process with the same replica name writes there
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
        worker.connected(true); // It has no queue to connect to.
        watch.add(worker);
        thread = new Thread(this::work, "archive " + directory);
        thread.start();
    }

    private ArchiveLock lock() throws IOException {
        // Tries for a while: another replica may be mending the files of this one.
        for (int times = 0; times < LOOKS_FOR_LOCK; times++) {
            Optional<ArchiveLock> mine = ArchiveLock.take(directory, replica);
            if (mine.isPresent()) {
                return mine.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IOException("another Stagedoor writes the archive " + directory
                + " under the same name: set stagedoor.replica to a different name for each replica");
    }

    /** Returns when all lines are written. */
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

    /** The name of this replica's file for that day. */
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
                LOG.debug("ignoring an interrupt: the archive's thread ends when its queue ends", e);
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

    /** @return null, or why none of the lines is in the file: all their events are delivered again, in order */
    private IOException write(Path path, List<Line> lines) {
        try {
            keepLock();
            files.append(path, lines.stream().map(Line::bytes).toList());
            return null;
        } catch (IOException e) {
            return e;
        } catch (Throwable t) { // Also errors: an event without an answer stays in flight for ever.
            LOG.errorf(
                    t,
                    "%s: %s not archived; the broker delivers again",
                    path,
                    Plural.of(lines.size(), "event", "events"));
            return new IOException(path + ": " + t, t);
        }
    }

    /** If a person removes the archive's folder, the lock is gone too, and another process could take its name. */
    private void keepLock() throws IOException {
        if (!lock.holds()) {
            closeQuietly(lock);
            PlainFile.makeFolders(directory, directory);
            lock = lock();
        }
    }

    /** A failing callback must not end the thread: nothing would be archived after that, without notice. */
    private static void tell(Line line, IOException failure) {
        try {
            line.done().accept(failure);
        } catch (Throwable t) {
            LOG.errorf(t, "%s: the callback of an archived event failed", line.file());
        }
    }

    private static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("cannot close a removed lock", e);
        }
    }
}
