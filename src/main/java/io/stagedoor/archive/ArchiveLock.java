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
 * The lock that says that a replica runs and writes its files in an archive: {@code .<replica>.lock} in the archive's
 * folder, or {@code .lock}. The system gives it back when the process dies, however it dies; a replica that ends well
 * removes it. So a lock that nobody holds is that of one that died, which may have left torn lines.
 */
final class ArchiveLock implements Closeable {

    private static final String ENDING = ".lock";
    /** Tells it from the locks of others. */
    private static final byte[] CONTENT = "Stagedoor writes this archive\n".getBytes(StandardCharsets.UTF_8);

    private final PlainFile file;

    private ArchiveLock(PlainFile file) {
        this.file = file;
    }

    static Path path(Path directory, String replica) {
        return directory.resolve((replica.isEmpty() ? "" : "." + replica) + ENDING);
    }

    /** Whose lock would have that name; empty where it is no name of one. */
    static Optional<String> replica(String name) {
        if (!name.matches("(\\.[A-Za-z0-9][A-Za-z0-9._-]{0,127})?\\.lock")) {
            return Optional.empty();
        }
        String before = name.substring(0, name.length() - ENDING.length());
        return Optional.of(before.isEmpty() ? "" : before.substring(1));
    }

    /**
     * @return empty while another process has it
     * @throws IOException also when a file of that name is no such lock
     */
    static Optional<ArchiveLock> take(Path directory, String replica) throws IOException {
        Path path = path(directory, replica);
        PlainFile.make(path);
        if (isOther(path)) {
            throw new IOException(path + " is no lock of Stagedoor's: move it away");
        }
        Optional<ArchiveLock> lock = takeFree(path);
        if (lock.isPresent()) {
            lock.get().file.channel().write(ByteBuffer.wrap(CONTENT), 0);
        }
        return lock;
    }

    /** @return empty while another process has it, or where it has just been removed */
    static Optional<ArchiveLock> takeFree(Path path) throws IOException {
        PlainFile file;
        try {
            file = PlainFile.open(path, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        try {
            // Asked again when it is locked: whoever had it may have removed it in between, and a third one made it
            // anew.
            if (file.channel().tryLock() != null && file.isThatOfItsName()) {
                return Optional.of(new ArchiveLock(file));
            }
        } catch (OverlappingFileLockException alsoHere) {
            // Another archive of this process has the same folder.
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

    /** Whether what has the name of a lock says that it is one. One that was just made is empty. */
    static boolean isOne(Path path) throws IOException {
        return PlainFile.attributes(path).size() == CONTENT.length && Arrays.equals(Files.readAllBytes(path), CONTENT);
    }

    /** Whether nobody has removed it, so that nobody else can have it. */
    boolean holds() throws IOException {
        return file.isThatOfItsName();
    }

    /** There is nothing to be mended. */
    void remove() throws IOException {
        // While it is held: who takes it in between finds that it has no name any more.
        if (holds()) {
            Files.delete(file.path());
        }
        close();
    }

    /** Leaves it for who mends. */
    @Override
    public void close() throws IOException {
        file.channel().close();
    }
}
