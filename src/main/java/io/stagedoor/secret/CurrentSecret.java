package io.stagedoor.secret;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The current value of a secret. A file is read again on use, at most every {@value #SECONDS} seconds, so that a
 * mounted secret can change while the program runs. A variable is read once. If the new content cannot be read or is
 * invalid, the last good value stays in use, and one line of the log says so. Thread-safe.
 */
public final class CurrentSecret<T> {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery.webhook");
    private static final long SECONDS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(SECONDS);

    private final SecretReference reference;
    private final Function<String, T> parser;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile T value;
    private volatile Instant read;
    private volatile String text;
    private boolean failing;

    /**
     * Reads it for the first time.
     *
     * @param parser throws an IllegalArgumentException that does not show the secret
     * @throws IOException when the secret does not exist, is empty or cannot be read
     * @throws IllegalArgumentException when the secret is invalid; the message names the reference
     */
    public CurrentSecret(SecretReference reference, Function<String, T> parser, Clock clock) throws IOException {
        this.reference = reference;
        this.parser = parser;
        this.clock = clock;
        this.text = reference.read(System.getenv());
        try {
            this.value = parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reference.text() + ": " + e.getMessage());
        }
        this.read = clock.instant();
    }

    public T get() {
        // One thread reads the file; the others use the known value.
        if (reference.isFile() && due() && reading.tryLock()) {
            try {
                if (due()) {
                    readAgain();
                    read = clock.instant();
                }
            } finally {
                reading.unlock();
            }
        }
        return value;
    }

    /** The text of the secret. Show it nowhere. */
    public String text() {
        return text;
    }

    private boolean due() {
        return Duration.between(read, clock.instant()).abs().compareTo(PAUSE) >= 0;
    }

    private void readAgain() {
        try {
            String now = reference.read(Map.of());
            if (!now.equals(text)) {
                value = parser.apply(now);
                text = now;
                LOG.infof("%s has changed; using the new secret", reference.text());
            }
            failing = false;
        } catch (IOException | IllegalArgumentException e) {
            if (!failing) {
                LOG.warnf("%s: still using the previous secret: %s", reference.text(), e.getMessage());
            }
            failing = true;
        }
    }
}
