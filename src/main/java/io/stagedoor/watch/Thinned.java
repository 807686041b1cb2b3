package io.stagedoor.watch;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Keeps a standing fault from filling the log: the same text is said once a minute. Thread-safe. */
public final class Thinned {

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private String last;
    private long said;

    /** @param nanos as {@link System#nanoTime} */
    public Thinned(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it is to be said now; then it counts as said. */
    public synchronized boolean isNew(String text) {
        long now = nanos.getAsLong();
        if (Objects.equals(text, last) && now - said < AGAIN.toNanos()) {
            return false;
        }
        last = text;
        said = now;
        return true;
    }
}
