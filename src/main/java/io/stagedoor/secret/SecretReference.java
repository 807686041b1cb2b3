package io.stagedoor.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a secret stands, for places that must not hold it: {@code env:NAME}, an environment variable, or
 * {@code file:PATH}, a mounted file whose surrounding white space does not count.
 */
public record SecretReference(String text) {

    private static final String ENV = "env:";
    private static final String FILE = "file:";

    /** @throws IllegalArgumentException for another form; it may be the secret itself, so it is not repeated */
    public SecretReference {
        if (!text.startsWith(ENV) && !text.startsWith(FILE)) {
            throw new IllegalArgumentException("a secret is named by env:NAME or file:PATH, not written out");
        }
    }

    /** Whether it may change while the program runs. */
    boolean isFile() {
        return text.startsWith(FILE);
    }

    /**
     * The secret. It goes into no message, here or at the caller's.
     *
     * @throws IOException when there is no such variable or file, or nothing in it
     */
    public String read(Map<String, String> environment) throws IOException {
        String secret = text.startsWith(ENV) ? environment.get(text.substring(ENV.length())) : readFile(file());
        if (secret == null) {
            throw new IOException("the secret's environment variable " + text.substring(ENV.length()) + " is not set");
        }
        if (secret.isBlank()) {
            throw new IOException("the secret " + text + " is empty: "
                    + (isFile()
                            ? "write the secret into it, or remove it (below stagedoor.data a new one is made, with a new"
                                    + " secret)"
                            : "set it"));
        }
        return secret.strip();
    }

    /**
     * Writes a new secret where this names a file below {@code folder} that does not exist, readable by its owner alone:
     * so that a first start signs without any preparation. An empty file is one that was never written: its maker was
     * killed.
     *
     * @param maker of a secret; asked only where one is needed
     * @return whether it did
     */
    public boolean createBelow(Path folder, Supplier<String> maker) throws IOException {
        if (!isFile() || !inside(folder) || Files.exists(file()) && Files.size(file()) > 0) {
            return false;
        }
        try {
            create(maker.get());
            return true;
        } catch (IOException e) {
            if (Files.exists(file()) && Files.size(file()) > 0) {
                return false; // Another process, which starts at the same time, was first.
            }
            throw e;
        }
    }

    /**
     * Writes a secret into a new file, readable by its owner alone: whole and on the disk, or not at all.
     *
     * @throws IOException when this names no file, or the file exists and is not empty
     */
    public void create(String secret) throws IOException {
        if (!isFile()) {
            throw new IOException(text + " is no file that a secret could be written to");
        }
        SecretFile.write(file(), secret + "\n");
    }

    private boolean inside(Path folder) {
        return file().toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize());
    }

    private Path file() {
        return Path.of(text.substring(FILE.length()));
    }

    private static String readFile(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException("the secret file " + file + " cannot be read", e);
        }
    }
}
