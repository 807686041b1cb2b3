package io.stagedoor.management;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Finds channels whose events wait while none is processed, although the program asks for them. Thread-safe. */
final class Stalled {

    private static final String CHANNEL = "channel ";

    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    /**
     * @param patience how long no event must be processed before a channel counts as stalled
     * @param nanos as {@link System#nanoTime}
     */
    Stalled(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Call it repeatedly.
     *
     * @param queues gives the state at the broker's last answer
     * @return a description of one such channel; empty when there is none
     */
    Optional<String> among(Collection<Worker> workers, Function<String, Optional<QueueState>> queues) {
        return all(workers, queues).values().stream().findFirst();
    }

    /**
     * As {@link #among}, for all such channels.
     *
     * @return descriptions by the address of the channel
     */
    Map<String, String> all(Collection<Worker> workers, Function<String, Optional<QueueState>> queues) {
        Map<String, String> all = new TreeMap<>();
        for (Worker worker : workers) {
            channel(worker)
                    .filter(channel -> waits(channel, queues) && worker.restsFor(patience))
                    .ifPresent(channel -> all.put(
                            channel,
                            worker.name() + ": events wait, but none was processed for " + patience.toSeconds()
                                    + " s"));
        }
        return all;
    }

    /** The address of the channel that the worker works on; empty when it is none. */
    static Optional<String> channel(Worker worker) {
        return worker.name().startsWith(CHANNEL)
                ? Optional.of(worker.name().substring(CHANNEL.length()))
                : Optional.empty();
    }

    private boolean waits(String channel, Function<String, Optional<QueueState>> queues) {
        if (!queues.apply(channel).filter(Stalled::isDue).isPresent()) {
            waiting.remove(channel);
            return false;
        }
        long now = nanos.getAsLong();
        return now - waiting.computeIfAbsent(channel, first -> now) > patience.toNanos();
    }

    private static boolean isDue(QueueState queue) {
        return queue.messages() > queue.scheduled() && queue.consumers() > 0 && !queue.paused();
    }
}
