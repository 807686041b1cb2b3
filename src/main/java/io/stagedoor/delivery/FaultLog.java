package io.stagedoor.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The lines about faults of our own, of all destinations: each cause once a minute. What one lack does to three hundred
 * destinations is one thing to mend. Thread-safe.
 */
final class FaultLog {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Causes that are remembered, the last ones: their texts may have addresses in them. */
    private static final int MOST = 1_000;

    private static final class Cause {
        private long told;
        private int since;
    }

    private final LongSupplier nanos;
    private final Map<String, Cause> causes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cause> eldest) {
            return size() > MOST;
        }
    };

    /** @param nanos such as {@link System#nanoTime} */
    FaultLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param line of the attempt */
    void write(String error, String line) {
        int before = ask(error);
        if (before >= 0) {
            LOG.warnf(
                    "not delivered by a fault on our side, and tried again with no attempt lost: %s error=%s%s",
                    line, error, before == 0 ? "" : " (and " + before + " more attempts since the last such line)");
        }
    }

    /** @return how many were left out since the last line; -1: this one is, too */
    synchronized int ask(String error) {
        Cause cause = causes.get(error);
        long now = nanos.getAsLong();
        if (cause != null && now - cause.told < PAUSE.toNanos()) {
            cause.since++;
            return -1;
        }
        int before = cause == null ? 0 : cause.since;
        Cause told = new Cause();
        told.told = now;
        causes.put(error, told);
        return before;
    }
}
