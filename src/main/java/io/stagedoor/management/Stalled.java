package io.stagedoor.management;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Channels whose events wait, and are asked for, while none of them gets done. Thread-safe. */
final class Stalled {

    private static final String CHANNEL = "channel ";

    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    /**
     * @param patience for so long
     * @param nanos as {@link System#nanoTime}
     */
    Stalled(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * To be called again and again.
     *
     * @param queues as the broker last said
     * @return one of them, in words; empty where there is none
     */
    Optional<String> among(Collection<Worker> workers, Function<String, Optional<QueueState>> queues) {
        return workers.stream()
                .filter(worker -> worker.name().startsWith(CHANNEL))
                .filter(worker -> waits(worker, queues) && worker.restsFor(patience))
                .map(worker -> worker.name() + ": events wait, and for " + patience.toSeconds() + " s none was done")
                .findFirst();
    }

    private boolean waits(Worker worker, Function<String, Optional<QueueState>> queues) {
        String channel = worker.name().substring(CHANNEL.length());
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
