package io.stagedoor.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The work on one queue, as seen from outside. Its threads say when they begin a step and when they are done with it;
 * a step that takes for ever, or whose thread has died in it, is a worker that is stuck. Thread-safe.
 */
public final class Worker {

    /** Longer than from one try to the next. */
    private static final Duration STILL = Duration.ofSeconds(30);

    private final String name;
    /** When each thread began the step that it is in, {@link System#nanoTime()}. */
    private final Map<Thread, Long> steps = new ConcurrentHashMap<>();

    private volatile boolean connected;

    /** What was rolled back since the last commit; null where nothing was. */
    private volatile Failing failing;

    private volatile long progressed = System.nanoTime();

    /**
     * @param since when it began, {@link System#nanoTime()}
     * @param last when it was last so
     */
    private record Failing(long since, long last, String reason) {}

    /** @param name as in {@code destination cmdb}: what an operator reads when it does not get on */
    public Worker(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** This thread begins a step, or the next one. */
    public void begins() {
        steps.put(Thread.currentThread(), System.nanoTime());
    }

    /** This thread waits for nothing but events, or ends. */
    public void rests() {
        steps.remove(Thread.currentThread());
    }

    /** Whether it can take events from its queue, or knows why it should not. */
    public boolean connected() {
        return connected;
    }

    public void connected(boolean connected) {
        this.connected = connected;
    }

    /** What it had in hand went back to its queue. */
    public void fails(String reason) {
        Failing before = failing;
        long now = System.nanoTime();
        failing = new Failing(before == null ? now : before.since(), now, reason);
    }

    /** What it had in hand is done, or it knows why it should do nothing. */
    public void progresses() {
        failing = null;
        progressed = System.nanoTime();
    }

    /** Whether nothing was done for so long. */
    public boolean restsFor(Duration time) {
        return System.nanoTime() - progressed > time.toNanos();
    }

    /**
     * Why nothing of its queue gets done although it tries; empty where something does. Not once it has nothing to try any
     * more, as when another replica took it.
     *
     * @param patience for so long nothing
     */
    public Optional<String> failing(Duration patience) {
        Failing now = failing;
        long time = System.nanoTime();
        boolean lasts = now != null
                && time - now.since() > patience.toNanos()
                && time - now.last() < Math.max(patience.toNanos(), STILL.toNanos());
        return lasts
                ? Optional.of(name + ": nothing is done for "
                        + Duration.ofNanos(time - now.since()).toSeconds() + " s, everything is rolled back: "
                        + now.reason())
                : Optional.empty();
    }

    /**
     * Why it is stuck; empty where it is not.
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
                return Optional.of(name + ": its thread '" + step.getKey().getName() + "' has not got on for "
                        + since.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }
}
