package io.stagedoor.management;

import io.stagedoor.broker.queue.QueueState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Messages that a broker does not give out although a consumer asks for them: nothing of the queue is under way, for a
 * minute. Artemis 2.55 may forget what another client's transaction put on pages until it is started anew.
 */
final class Withheld {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<String, Long> since = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param nanos as {@link System#nanoTime} */
    Withheld(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * To be called again and again.
     *
     * @param all as the broker has just said
     * @param worked those that are looked at
     * @return of which queues it is to be told now: each once, until something of it is given out
     */
    List<String> among(Map<String, QueueState> all, Set<String> worked) {
        long now = nanos.getAsLong();
        List<String> tell = new ArrayList<>();
        for (String queue : worked) {
            if (!stands(all.getOrDefault(queue, QueueState.NONE))) {
                since.remove(queue);
                told.remove(queue);
            } else if (now - since.computeIfAbsent(queue, first -> now) >= LONG.toNanos() && told.add(queue)) {
                tell.add(queue);
            }
        }
        return tell;
    }

    /** Nobody has any of what is due. A consumer that has enough in hand has something. */
    private static boolean stands(QueueState queue) {
        return queue.messages() > queue.scheduled()
                && queue.delivering() == 0
                && queue.consumers() > 0
                && !queue.paused();
    }
}
