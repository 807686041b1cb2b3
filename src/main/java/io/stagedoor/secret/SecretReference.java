package io.stagedoor.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A reference to a secret, for places that must not hold the secret itself: {@code env:NAME}, an environment variable,
 * or {@code file:PATH}, a mounted file, without the white space around its content.
 */
public record SecretReference(String text) {

    private static final String ENV = "env:";
    private static final String FILE = "file:";

    /**
     * @throws IllegalArgumentException for any other text; the message does not repeat it, because it may be the secret
     *     itself
     */
    public SecretReference {
        if (!text.startsWith(ENV) && !text.startsWith(FILE)) {
            throw new IllegalArgumentException("a secret must be given as env:NAME or file:PATH, not as plain text");
        }
    }

    /** Whether the secret can change while the program runs. */
    boolean isFile() {
        return text.startsWith(FILE);
    }

    /**
     * Reads the secret. It must not appear in any message.
     *
     * @throws IOException when the variable or file does not exist, or is empty
     */
    public String read(Map<String, String> environment) throws IOException {
        String secret = text.startsWith(ENV) ? environment.get(text.substring(ENV.length())) : readFile(file());
        if (secret == null) {
            throw new IOException("the secret's environment variable " + text.substring(ENV.length()) + " is not set");
        }
        if (secret.isBlank()) {
            throw new IOException("the secret " + text + " is empty: "
                    + (isFile()
                            ? "write the secret into the file, or remove the file (the program then makes a new"
                                    + " one, with"
                                    + " a new secret, if it is below stagedoor.data)"
                            : "set it"));
        }
        return secret.strip();
    }

    /**
     * Writes a new secret, readable only by its owner, if this names a file below {@code folder} that does not exist.
     * So a first start signs without preparation. An empty file counts as missing: the process that made it was killed.
     *
     * @param maker makes a secret; called only if one is needed
     * @return whether it wrote one
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
                return false; // Another process that started at the same time was faster.
            }
            throw e;
        }
    }

    /**
     * Writes a secret into a new file, readable only by its owner: whole and on the disk, or not at all.
     *
     * @throws IOException when this is not a file reference, or the file exists and is not empty
     */
    public void create(String secret) throws IOException {
        if (!isFile()) {
            throw new IOException(text + " is not a file: cannot write a new secret there");
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
