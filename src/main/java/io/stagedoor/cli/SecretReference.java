package io.stagedoor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a secret stands: {@code env:NAME} or {@code file:PATH}. Never the secret itself, which {@code ps} would show. */
record SecretReference(String text) {

    private static final String ENV = "env:";
    private static final String FILE = "file:";

    /** @throws IllegalArgumentException for another form; it may be the secret, so it is not repeated */
    SecretReference {
        if (!text.startsWith(ENV) && !text.startsWith(FILE)) {
            throw new IllegalArgumentException("a secret is named by env:NAME or file:PATH, not written out");
        }
    }

    /** @throws IOException when there is no such variable or file */
    String read(Map<String, String> environment) throws IOException {
        if (text.startsWith(FILE)) {
            Path file = Path.of(text.substring(FILE.length()));
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new IOException("cannot read the secret file " + file, e);
            }
        }
        String name = text.substring(ENV.length());
        String value = environment.get(name);
        if (value == null) {
            throw new IOException("the environment has no variable " + name);
        }
        return value.strip();
    }
}
