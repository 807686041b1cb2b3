package io.stagedoor.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** All that is to be seen of the program while it runs. Thread-safe. */
@Singleton
public class Watch {

    private final MeterRegistry registry;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final Set<String> resting = ConcurrentHashMap.newKeySet();
    private volatile boolean brokerAway;
    private volatile boolean started;
    private final AtomicLong stopping = new AtomicLong();
    private volatile Supplier<Optional<String>> obstacle = Optional::empty;

    public Watch(MeterRegistry registry) {
        this.registry = registry;
    }

    public MeterRegistry registry() {
        return registry;
    }

    /**
     * What is the case now. A gauge of the same name and tags is replaced: it belonged to something that was stopped.
     *
     * @param tags names and values in turn
     */
    public void gauge(String name, String description, Supplier<Number> value, String... tags) {
        registry.find(name).tags(tags).gauges().forEach(registry::remove);
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    public Collection<Worker> workers() {
        return workers.values();
    }

    /** From now on it is watched; one of the same name is not any more. */
    public void add(Worker worker) {
        workers.put(worker.name(), worker);
    }

    /** It stops for a good reason. */
    public void remove(Worker worker) {
        workers.remove(worker.name(), worker);
    }

    /** Whether the broker was away when it was last looked for: who needs it need not say so too. */
    public boolean brokerAway() {
        return brokerAway;
    }

    public void markBrokerAway(boolean away) {
        brokerAway = away;
    }

    /** Whether this program asks for nothing of the queue for a good reason. */
    public boolean rests(String queue) {
        return resting.contains(queue);
    }

    public void markResting(String queue, boolean rests) {
        if (rests) {
            resting.add(queue);
        } else {
            resting.remove(queue);
        }
    }

    public boolean started() {
        return started;
    }

    /** What keeps events from being accepted; empty where nothing does. */
    public Optional<String> obstacle() {
        return obstacle.get();
    }

    /** From now on this one is asked. */
    public void obstacle(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    /** Every route runs. */
    public void markStarted() {
        started = true;
    }

    public boolean stopping() {
        return stopping.get() != 0;
    }

    /** Nothing new is taken from now on; what is in flight is finished. */
    public void markStopping() {
        stopping.compareAndSet(0, System.nanoTime() | 1);
    }

    /** What is left of a patience that all share from the beginning of the stop on; all of it before. */
    public Duration left(Duration patience) {
        if (!stopping()) {
            return patience;
        }
        Duration left = patience.minusNanos(System.nanoTime() - stopping.get());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
