package io.stagedoor.routing.poison;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that were rolled back although the broker works. A rollback concerns a whole batch, so that no
 * destination gets half of an event. When a message comes again, it is looked up here:
 *
 * <pre>
 *   a batch failed as a whole         ─▶ each of its messages is suspect: it is routed alone
 *   one failed, alone or in its route ─▶ guilty: it becomes a dead letter when it comes again
 *   the broker refused one, alone     ─▶ guilty the fifth time
 *   committed                         ─▶ forgotten
 * </pre>
 *
 * In memory only: another process, or this one after a restart, starts without suspects. Thread-safe.
 */
public final class Suspects {

    private static final int LIMIT = 10_000;

    /** A fault of the broker may be gone a moment later, so one refusal is not enough. */
    private static final int REFUSALS = 5;

    /** @param error of a guilty message; null while it is only suspect */
    private record Suspicion(int refusals, String error) {}

    private static final Suspicion DOUBT = new Suspicion(0, null);

    private final Map<String, Suspicion> suspicions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Suspicion> eldest) {
            return size() > LIMIT;
        }
    };

    synchronized void blame(String channel, Received message, String error) {
        suspicions.put(key(channel, message), new Suspicion(0, error));
    }

    synchronized void refused(String channel, Received message, String error) {
        String key = key(channel, message);
        Suspicion before = suspicions.getOrDefault(key, DOUBT);
        int refusals = before.refusals() + 1;
        String last = refusals < REFUSALS ? null : error;
        suspicions.put(key, new Suspicion(refusals, before.error() == null ? last : before.error()));
    }

    public synchronized void doubt(String channel, Collection<Received> messages) {
        for (Received message : messages) {
            suspicions.putIfAbsent(key(channel, message), DOUBT);
        }
    }

    /** Whether the message must have a transaction of its own. */
    public synchronized boolean isAlone(String channel, Received message) {
        return !suspicions.isEmpty() && suspicions.containsKey(key(channel, message));
    }

    /** Why a guilty message failed. */
    public synchronized Optional<String> error(String channel, Received message) {
        return suspicions.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        suspicions.getOrDefault(key(channel, message), DOUBT).error());
    }

    public synchronized void forget(String channel, Collection<Received> messages) {
        if (!suspicions.isEmpty()) {
            messages.forEach(message -> suspicions.remove(key(channel, message)));
        }
    }

    /** On two channels, the same message counts as two. */
    private static String key(String channel, Received message) {
        return channel + ' ' + Fingerprint.of(message);
    }
}
