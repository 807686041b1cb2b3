package io.stagedoor.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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
final class SeenWindow {

    /** So often the broker may refuse an event for a reason that we do not know, before it goes without its mark. */
    private static final int PATIENCE = 3;

    private static final Duration MEMORY_OF_A_DOUBT = Duration.ofSeconds(10);

    private final Set<String> inRoute = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Boolean> seen;
    private final Map<String, Integer> doubted = new HashMap<>();
    private final Clock clock;
    private Instant lastDoubt = Instant.MIN;

    /** @param size how many ids are kept, the oldest is forgotten first */
    SeenWindow(int size, Clock clock) {
        this.clock = clock;
        seen = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > size;
            }
        };
    }

    /** What is known of an event that comes. */
    enum Entry {
        FIRST,
        REPEATED,
        /** Another consumer has a copy, and nobody knows yet what becomes of it. */
        HELD
    }

    /**
     * @param own what the same transaction holds
     * @param patience how long to wait for what another consumer holds
     */
    synchronized Entry enter(String id, Collection<String> own, Duration patience) throws InterruptedException {
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
    synchronized void leave(String id, boolean routed) {
        inRoute.remove(id);
        if (routed) {
            held.add(id);
        } else {
            doubted.remove(id);
        }
        notifyAll();
    }

    synchronized void committed(Collection<String> ids) {
        for (String id : ids) {
            held.remove(id);
            doubted.remove(id);
            seen.put(id, true);
        }
        notifyAll();
    }

    synchronized void rolledBack(Collection<String> ids) {
        ids.forEach(held::remove);
        notifyAll();
    }

    /** The broker did not commit them: one of them may be known to it. */
    synchronized void doubt(Collection<String> ids) {
        ids.forEach(id -> doubted.merge(id, 1, Integer::sum));
        lastDoubt = clock.instant();
    }

    /** Whether some event must be alone in its transaction, to learn whether it is the one. */
    synchronized boolean inDoubt() {
        // Another process may have taken what we wait for.
        if (!doubted.isEmpty() && clock.instant().isAfter(lastDoubt.plus(MEMORY_OF_A_DOUBT))) {
            doubted.clear();
        }
        return !doubted.isEmpty();
    }

    /** If in doubt let it through. */
    synchronized boolean mayMark(String id) {
        return doubted.getOrDefault(id, 0) <= PATIENCE;
    }
}
