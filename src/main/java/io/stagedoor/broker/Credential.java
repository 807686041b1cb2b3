package io.stagedoor.broker;

import io.stagedoor.files.Readers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The login of the program and its command line at the embedded broker. The file contains only the password. */
public record Credential(String user, String password) {

    /** The name of the program's user, and of its role in the {@code broker.xml}. */
    public static final String USER = "stagedoor";

    private static final int BYTES = 32;

    /** The password file in the embedded broker's folder. */
    public static Path file(Path folder) {
        return folder.resolve("password");
    }

    /**
     * Reads the password file.
     *
     * @return empty if there is no file, or we may not read it
     * @throws IOException when the file is empty
     */
    public static Optional<Credential> read(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String password = Files.readString(file).strip();
        if (password.isEmpty()) {
            throw new IOException(
                    "the password file " + file + " is empty; remove it, and 'stagedoor run' makes a new one");
        }
        return Optional.of(new Credential(USER, password));
    }

    /** Reads the password file, or creates it. It is complete or absent, even if the process is killed meanwhile. */
    public static Credential obtain(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.exists(file)) {
            Readers.OWNER.createFolder(folder);
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            write(file, HexFormat.of().formatHex(random));
        }
        return read(folder).orElseThrow(() -> new IOException("the password file " + file + " cannot be read"));
    }

    private static void write(Path file, String password) throws IOException {
        Path made = file.resolveSibling("password." + ProcessHandle.current().pid());
        Files.deleteIfExists(made);
        try (FileChannel channel = Readers.OWNER.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.move(made, file);
        } catch (FileAlreadyExistsException anotherOnesAtTheSameTime) {
            Files.delete(made);
        }
    }

    @Override
    public String toString() {
        return "Credential[user=" + user + "]";
    }
}
