package io.stagedoor.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Who writes a file of an archive: one replica, and while it runs no other process touches the file. The name says who:
 * {@code <day>.jsonl}, or {@code <day>.<replica>.jsonl} where several replicas share the folder. That it runs is said by
 * the lock that it holds, {@code .lock} or {@code .<replica>.lock} in the archive's folder.
 *
 * @param replica empty for the one that has no name
 */
record ArchiveOwner(String replica) {

    private static final String ENDING = ".jsonl";
    private static final int DAY = "2026-11-23".length();

    /** Of that file; empty where it is none of an archive. */
    static Optional<ArchiveOwner> of(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(ENDING) || name.length() < DAY + ENDING.length()) {
            return Optional.empty();
        }
        String between = name.substring(DAY, name.length() - ENDING.length());
        return between.isEmpty() || between.startsWith(".")
                ? Optional.of(new ArchiveOwner(between.isEmpty() ? "" : between.substring(1)))
                : Optional.empty();
    }

    String file(String day) {
        return day + suffix() + ENDING;
    }

    /** @return empty while another process has it */
    Optional<FileChannel> lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(suffix() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException alsoHere) {
            // Another archive of this process has the same folder.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private String suffix() {
        return replica.isEmpty() ? "" : "." + replica;
    }
}
