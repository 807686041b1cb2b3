package io.stagedoor.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lock of a running replica that writes in an archive: {@code .<replica>.lock} in the archive's folder, or {@code
 * .lock}. The system releases it whenever the process dies; a replica that ends normally removes the file. So a lock
 * file that nobody holds belongs to a replica that died, and may have left torn lines.
 */
final class ArchiveLock implements Closeable {

    private static final String ENDING = ".lock";
    /** Tells our locks from those of other programs. */
    private static final byte[] CONTENT = "Stagedoor writes this archive\n".getBytes(StandardCharsets.UTF_8);

    private final PlainFile file;

    private ArchiveLock(PlainFile file) {
        this.file = file;
    }

    static Path path(Path directory, String replica) {
        return directory.resolve((replica.isEmpty() ? "" : "." + replica) + ENDING);
    }

    /** The replica whose lock has this file name; empty when it is not the name of a lock. */
    static Optional<String> replica(String name) {
        if (!name.matches("(\\.[A-Za-z0-9][A-Za-z0-9._-]{0,127})?\\.lock")) {
            return Optional.empty();
        }
        String before = name.substring(0, name.length() - ENDING.length());
        return Optional.of(before.isEmpty() ? "" : before.substring(1));
    }

    /**
     * @return empty while another process holds it @throws IOException also when a file of that name is not such a lock
     */
    static Optional<ArchiveLock> take(Path directory, String replica) throws IOException {
        Path path = path(directory, replica);
        PlainFile.make(path);
        if (isOther(path)) {
            throw new IOException(path + " is not a lock of Stagedoor: move it away");
        }
        Optional<ArchiveLock> lock = takeFree(path);
        if (lock.isPresent()) {
            lock.get().file.channel().write(ByteBuffer.wrap(CONTENT), 0);
        }
        return lock;
    }

    /** @return empty while another process holds it, or when it was just removed */
    static Optional<ArchiveLock> takeFree(Path path) throws IOException {
        PlainFile file;
        try {
            file = PlainFile.open(path, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        try {
            // Checks the name again after locking: its last holder may have removed the file in between, and a third
            // process may have made a new one.
            if (file.channel().tryLock() != null && file.isThatOfItsName()) {
                return Optional.of(new ArchiveLock(file));
            }
        } catch (OverlappingFileLockException alsoHere) {
            // Another archive of this process uses the same folder.
        } catch (IOException e) {
            file.channel().close();
            throw e;
        }
        file.channel().close();
        return Optional.empty();
    }

    private static boolean isOther(Path path) throws IOException {
        try {
            return PlainFile.attributes(path).size() > 0 && !isOne(path);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /** Whether the content shows that the file is a lock of ours. A lock that was just made is still empty. */
    static boolean isOne(Path path) throws IOException {
        return PlainFile.attributes(path).size() == CONTENT.length && Arrays.equals(Files.readAllBytes(path), CONTENT);
    }

    /** Whether the file still has its name, so that no other process can hold the lock. */
    boolean holds() throws IOException {
        return file.isThatOfItsName();
    }

    /** Removes the lock, because nothing needs mending. */
    void remove() throws IOException {
        // Removed while it is held: a process that opens it in between then finds that its name is gone.
        if (holds()) {
            Files.delete(file.path());
        }
        close();
    }

    /** Releases the lock but leaves the file, so that another replica mends the archive. */
    @Override
    public void close() throws IOException {
        file.channel().close();
    }
}
