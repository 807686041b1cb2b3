package io.stagedoor.routing.poison;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Warnings that may come many times a second: the same one once in ten seconds, with how often it was. Thread-safe. */
final class ThinnedLog {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();
    private static final int LIMIT = 100;

    /** @param silent how many of them were not written since */
    private record Told(long at, int silent) {}

    private final Logger log;
    private final Map<String, Told> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > LIMIT;
        }
    };

    ThinnedLog(Logger log) {
        this.log = log;
    }

    /**
     * @param what by which it is the same
     * @param text one line
     */
    synchronized void warn(String what, String text) {
        long now = System.nanoTime();
        Told before = told.get(what);
        if (before != null && now - before.at() < INTERVAL) {
            told.put(what, new Told(before.at(), before.silent() + 1));
            return;
        }
        told.put(what, new Told(now, 0));
        boolean often = before != null && before.silent() > 0;
        log.warn(often ? text + " (and " + before.silent() + " times since the last such line)" : text);
    }
}
