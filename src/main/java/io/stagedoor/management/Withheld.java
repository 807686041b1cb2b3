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
 * Finds queues whose messages the broker withholds: for a minute it has delivered none, although a consumer asks for
 * them. Artemis 2.55 may forget messages that another client's transaction put on pages, until it is restarted.
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
     * Call it repeatedly.
     *
     * @param all the states that the broker just reported
     * @param worked the queues to check; what is missing once begins its minute anew
     * @return the queues to report now: each once, until the broker delivers something from it
     */
    List<String> among(Map<String, QueueState> all, Set<String> worked) {
        long now = nanos.getAsLong();
        List<String> tell = new ArrayList<>();
        since.keySet().retainAll(worked); // A pause of a breaker is no part of the minute.
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

    /** Messages are due, but no consumer holds any. A consumer that wants no more holds some. */
    private static boolean stands(QueueState queue) {
        return queue.messages() > queue.scheduled()
                && queue.delivering() == 0
                && queue.consumers() > 0
                && !queue.paused();
    }
}
