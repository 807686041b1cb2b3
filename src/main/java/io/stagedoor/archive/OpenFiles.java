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
 * The files of an archive that stay open between events; for one thread.
 *
 * <p>Somebody may move, remove or cut off a file meanwhile (log rotation). That is looked for before lines are written
 * and again when they are on the disk: only what the file of that name has counts. Who cuts off a file that he has
 * copied (logrotate's {@code copytruncate}) can still lose what comes between his copy and his cut.
 */
final class OpenFiles implements Closeable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.archive");

    /** Today's and yesterday's of each channel fit. */
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
     * @throws IOException when they are not; they may be, in part, in a file that was moved
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
            throw new IOException(path + " is moved, removed or cut off again and again: who else writes there?");
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
            LOG.warnf("%s was moved, removed or cut off while this program writes it: it is opened anew", path);
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

    /** Java's own words for some failures are the path alone. */
    private static IOException explained(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new IOException(path + ": this program has no right to write it", e);
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
            LOG.debug("closing an archive file", e); // What was acknowledged was forced to the disk before.
        }
    }
}
