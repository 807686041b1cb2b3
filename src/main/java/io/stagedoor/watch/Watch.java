package io.stagedoor.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Everything that health and metrics show of the running program. Thread-safe. */
@Singleton
public class Watch {

    private final MeterRegistry registry;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final Map<String, RecentAttempts> attempts = new ConcurrentHashMap<>();
    private final Map<String, DestinationHealth> destinations = new ConcurrentHashMap<>();
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
     * Registers a gauge. It replaces a gauge with the same name and tags, whose owner has stopped.
     *
     * @param tags names and values, alternating
     */
    public void gauge(String name, String description, Supplier<Number> value, String... tags) {
        registry.find(name).tags(tags).gauges().forEach(registry::remove);
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    public Collection<Worker> workers() {
        return workers.values();
    }

    /** Starts to watch this worker, in place of one with the same name. */
    public void add(Worker worker) {
        workers.put(worker.name(), worker);
    }

    /** Stops to watch this worker, because it ends on purpose. */
    public void remove(Worker worker) {
        workers.remove(worker.name(), worker);
    }

    /** The attempts of the destination; the same object for the same name. */
    public RecentAttempts attempts(String destination) {
        return attempts.computeIfAbsent(destination, first -> new RecentAttempts(Clock.systemUTC()));
    }

    /** Whether the destination is in trouble; the same object for the same name. */
    public DestinationHealth destination(String name) {
        return destinations.computeIfAbsent(name, DestinationHealth::new);
    }

    public Collection<DestinationHealth> destinations() {
        return destinations.values();
    }

    /** Whether the broker is away. Then {@code BrokerWatch} logs it, and nobody else needs to. */
    public boolean brokerAway() {
        return brokerAway;
    }

    public void markBrokerAway(boolean away) {
        brokerAway = away;
    }

    /** Whether this program asks for no messages of the queue on purpose. */
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

    /** Why the embedded broker accepts no events; empty when it does. */
    public Optional<String> obstacle() {
        return obstacle.get();
    }

    /** Sets who answers {@link #obstacle()}. */
    public void obstacle(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    /** The start is complete: every route runs. */
    public void markStarted() {
        started = true;
    }

    public boolean stopping() {
        return stopping.get() != 0;
    }

    /** The program is stopping: it takes nothing new, and finishes what is in flight. */
    public void markStopping() {
        stopping.compareAndSet(0, System.nanoTime() | 1);
    }

    /** What is left of a time limit that starts with the stop, and that all share; the whole limit before the stop. */
    public Duration left(Duration patience) {
        if (!stopping()) {
            return patience;
        }
        Duration left = patience.minusNanos(System.nanoTime() - stopping.get());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
