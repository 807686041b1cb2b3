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
        return workers.stream()
                .filter(worker -> worker.name().startsWith(CHANNEL))
                .filter(worker -> waits(worker, queues) && worker.restsFor(patience))
                .map(worker ->
                        worker.name() + ": events wait, but none was processed for" + " " + patience.toSeconds() + " s")
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
