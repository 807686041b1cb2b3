package io.stagedoor.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The files of an archive that stay open between events. For use by one thread.
 *
 * <p>Another program may move, remove or truncate a file meanwhile (log rotation). This class checks for that before it
 * writes lines, and again when they are on the disk: only lines in the file of that name count. A program that copies
 * and then truncates a file (logrotate's {@code copytruncate}) can still lose the lines in between.
 */
final class OpenFiles implements Closeable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");

    /** Enough for today's and yesterday's files of each channel. */
    private static final int MOST_OPEN = 64;

    private static final int TRIES = 3;

    private final Path directory;
    private final Map<Path, ArchiveFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean mayBeTorn;

    OpenFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns when the lines are on the disk, in the file that has this name.
     *
     * @throws IOException when they are not; some of them may be in a file that was moved
     */
    void append(Path path, List<byte[]> lines) throws IOException {
        try {
            for (int times = 0; times < TRIES; times++) {
                ArchiveFile file = file(path);
                for (byte[] line : lines) {
                    file.append(line);
                }
                file.force();
                if (file.isAsItWasLeft()) {
                    return;
                }
            }
            throw new IOException(
                    path + " is moved, removed or truncated repeatedly: does another program write" + " there?");
        } catch (IOException e) {
            drop(path);
            throw explained(path, e);
        } catch (RuntimeException | Error e) {
            drop(path);
            throw e;
        }
    }

    private ArchiveFile file(Path path) throws IOException {
        ArchiveFile file = open.get(path);
        if (file != null && !file.isAsItWasLeft()) {
            LOG.warnf("%s was moved, removed or truncated while this program writes to it; opening it again", path);
            drop(path);
            file = null;
        }
        if (file == null) {
            PlainFile.makeFolders(directory, path.getParent());
            file = ArchiveFile.open(path);
            open.put(path, file);
            closeEldest();
        }
        return file;
    }

    private void closeEldest() {
        if (open.size() > MOST_OPEN) {
            drop(open.keySet().iterator().next());
        }
    }

    private void drop(Path path) {
        ArchiveFile file = open.remove(path);
        if (file != null) {
            mayBeTorn |= file.mayBeTorn();
            closeQuietly(file);
        }
    }

    /** For some failures Java's message is only the path. */
    private static IOException explained(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new IOException(path + ": this program has no permission to write it", e);
        }
        String why = e instanceof FileSystemException of && of.getReason() == null ? e.toString() : e.getMessage();
        return String.valueOf(why).startsWith(path.toString()) ? e : new IOException(path + ": " + why, e);
    }

    /** Whether a failed write could not be taken back. */
    boolean mayBeTorn() {
        return mayBeTorn;
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::drop);
    }

    private static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("cannot close an archive file", e); // Acknowledged lines are on the disk already.
        }
    }
}
