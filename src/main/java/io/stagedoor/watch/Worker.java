package io.stagedoor.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The work on one queue, as health sees it. Its threads report when they begin and end a step. A worker is stuck when a
 * step takes too long, or its thread dies in it. Thread-safe.
 */
public final class Worker {

    /** Longer than the time between two tries. */
    private static final Duration STILL = Duration.ofSeconds(30);

    private final String name;
    /** When each thread began its current step, in {@link System#nanoTime()}. */
    private final Map<Thread, Long> steps = new ConcurrentHashMap<>();

    private volatile boolean connected;

    /** The rollbacks since the last commit; null when there are none. */
    private volatile Failing failing;

    private volatile long progressed = System.nanoTime();

    /**
     * @param since the first rollback, in {@link System#nanoTime()}
     * @param last the last rollback, in {@link System#nanoTime()}
     */
    private record Failing(long since, long last, String reason) {}

    /** @param name for operators, such as {@code destination cmdb} */
    public Worker(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** This thread begins a step, or its next one. */
    public void begins() {
        steps.put(Thread.currentThread(), System.nanoTime());
    }

    /** This thread only waits for events, or ends. */
    public void rests() {
        steps.remove(Thread.currentThread());
    }

    /** Whether it can take events from its queue, or has a reason not to. */
    public boolean connected() {
        return connected;
    }

    public void connected(boolean connected) {
        this.connected = connected;
    }

    /** Its events went back to the queue. */
    public void fails(String reason) {
        Failing before = failing;
        long now = System.nanoTime();
        failing = new Failing(before == null ? now : before.since(), now, reason);
    }

    /** Its events are processed, or it has a reason to do nothing. */
    public void progresses() {
        failing = null;
        progressed = System.nanoTime();
    }

    /** Whether it has processed nothing for this time. */
    public boolean restsFor(Duration time) {
        return System.nanoTime() - progressed > time.toNanos();
    }

    /**
     * Why it makes no progress although it tries; empty when it does. Also empty when it has nothing more to try, for
     * instance because another replica took over.
     *
     * @param patience how long it must make no progress
     */
    public Optional<String> failing(Duration patience) {
        Failing now = failing;
        long time = System.nanoTime();
        boolean lasts = now != null
                && time - now.since() > patience.toNanos()
                && time - now.last() < Math.max(patience.toNanos(), STILL.toNanos());
        return lasts
                ? Optional.of(name + ": no event was processed for "
                        + Duration.ofNanos(time - now.since()).toSeconds() + " s, each batch is rolled back: "
                        + now.reason())
                : Optional.empty();
    }

    /**
     * Why it is stuck; empty when it is not.
     *
     * @param patience longer than any step takes
     */
    public Optional<String> stuck(Duration patience) {
        long now = System.nanoTime();
        for (Map.Entry<Thread, Long> step : steps.entrySet()) {
            Duration since = Duration.ofNanos(now - step.getValue());
            if (!step.getKey().isAlive()) {
                return Optional.of(name + ": its thread '" + step.getKey().getName() + "' has died");
            }
            if (since.compareTo(patience) > 0) {
                return Optional.of(name + ": its thread '" + step.getKey().getName() + "' has made no progress for"
                        + " " + since.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }
}
