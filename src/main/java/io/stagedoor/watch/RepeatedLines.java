package io.stagedoor.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Keeps a standing fault from filling the log: each cause has one line in a while. Thread-safe. */
public final class RepeatedLines {

    /** @param leftOut lines since then */
    private record Written(long at, int leftOut) {}

    private final long pause;
    private final LongSupplier nanos;
    private final Map<String, Written> causes;

    /**
     * @param pause between two lines of the same cause
     * @param most causes that are remembered, the latest ones: with 1, another cause in between begins anew
     * @param nanos as {@link System#nanoTime}
     */
    public RepeatedLines(Duration pause, int most, LongSupplier nanos) {
        this.pause = pause.toNanos();
        this.nanos = nanos;
        this.causes = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Asks for each line once, before it is written.
     *
     * @return how many lines of this cause were left out since the last one; empty when this one is left out as well
     */
    public synchronized OptionalInt ask(String cause) {
        long now = nanos.getAsLong();
        Written last = causes.get(cause);
        if (last != null && now - last.at() < pause) {
            causes.put(cause, new Written(last.at(), last.leftOut() + 1));
            return OptionalInt.empty();
        }
        causes.put(cause, new Written(now, 0));
        return OptionalInt.of(last == null ? 0 : last.leftOut());
    }
}
