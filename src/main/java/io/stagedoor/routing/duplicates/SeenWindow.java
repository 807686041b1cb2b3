package io.stagedoor.routing.duplicates;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The ids of one channel that this process knows. The channel's consumers share it.
 *
 * <pre>
 *   enter ─▶ in its route ─▶ held by an open transaction ─▶ seen
 *                 └────────────────┴─▶ forgotten: a dead letter, a failure, a rollback
 * </pre>
 *
 * A copy is dropped only if its id is seen, that is, committed. An id that another consumer holds is not enough: its
 * connection may be lost, and the copy may be the same message, delivered again.
 */
public final class SeenWindow {

    private final Set<String> inRoute = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Boolean> seen;

    /** @param size how many ids it keeps; it forgets the oldest first */
    public SeenWindow(int size) {
        seen = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > size;
            }
        };
    }

    /** What is known of an arriving event. */
    public enum Entry {
        FIRST,
        REPEATED,
        /** Another consumer has a copy, and its outcome is not known yet. */
        HELD
    }

    /**
     * @param own ids that the same transaction holds
     * @param patience how long to wait for an id that another consumer holds
     */
    public synchronized Entry enter(String id, Collection<String> own, Duration patience) throws InterruptedException {
        if (own.contains(id)) {
            return Entry.REPEATED;
        }
        long end = System.nanoTime() + patience.toNanos();
        while (inRoute.contains(id) || held.contains(id)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return Entry.HELD;
            }
            wait(left);
        }
        if (seen.containsKey(id)) {
            return Entry.REPEATED;
        }
        inRoute.add(id);
        return Entry.FIRST;
    }

    /** @param routed whether the id now waits for its transaction; otherwise it is forgotten */
    public synchronized void leave(String id, boolean routed) {
        inRoute.remove(id);
        if (routed) {
            held.add(id);
        }
        notifyAll();
    }

    public synchronized void committed(Collection<String> ids) {
        for (String id : ids) {
            held.remove(id);
            seen.put(id, true);
        }
        notifyAll();
    }

    /** Adds ids from the {@link SeenLog}: committed by another process, or by this one. */
    public synchronized void read(Collection<String> ids) {
        ids.forEach(id -> seen.put(id, true));
    }

    /** Whether another process has committed one of those that are held here. */
    public synchronized boolean knowsOneOf(Collection<String> ids) {
        return ids.stream().anyMatch(seen::containsKey);
    }

    public synchronized void rolledBack(Collection<String> ids) {
        ids.forEach(held::remove);
        notifyAll();
    }
}
