package io.stagedoor.routing.duplicates;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The ids of one channel that this process knows. Shared by the channel's consumers.
 *
 * <pre>
 *   enter ─▶ in its route ─▶ held by an open transaction ─▶ seen
 *                 └────────────────┴─▶ forgotten: a dead letter, a failure, a rollback
 * </pre>
 *
 * Only what is seen, that is committed, lets a copy be dropped. What another consumer holds is no reason: its connection
 * may be gone, and the copy may be the very message, given out again.
 */
public final class SeenWindow {

    private final Set<String> inRoute = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Boolean> seen;

    /** @param size how many ids are kept, the oldest is forgotten first */
    public SeenWindow(int size) {
        seen = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > size;
            }
        };
    }

    /** What is known of an event that comes. */
    public enum Entry {
        FIRST,
        REPEATED,
        /** Another consumer has a copy, and nobody knows yet what becomes of it. */
        HELD
    }

    /**
     * @param own what the same transaction holds
     * @param patience how long to wait for what another consumer holds
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

    /** @param routed whether it now waits for its transaction; if not it is forgotten */
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

    /** What the {@link SeenLog} says: committed by another process, or by this one. */
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
