package io.stagedoor.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes a secret file whole or not at all. A kill or a full disk while writing leaves no empty secret, which would
 * stop every later start.
 */
final class SecretFile {

    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SecretFile() {}

    /** @throws IOException when the file exists and is not empty */
    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, OWNERS_FOLDER);
        Path whole = Files.createTempFile(folder, "." + file.getFileName() + ".", ".new", OWNERS_FILE);
        try {
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                for (ByteBuffer left = StandardCharsets.UTF_8.encode(text); left.hasRemaining(); ) {
                    channel.write(left);
                }
                channel.force(true);
            }
            give(whole, file);
            force(folder);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Uses a hard link: a move could replace the file that another process made at the same time. */
    private static void give(Path whole, Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == 0) {
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " exists already, and a secret is never overwritten", e);
        } catch (UnsupportedOperationException | IOException noLinksHere) {
            Files.move(
                    whole,
                    file); // Some file systems of containers have no links; this move does not replace a file either.
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
