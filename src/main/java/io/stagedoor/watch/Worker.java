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

    private final String name;
    /** When each thread began the step that it is in, {@link System#nanoTime()}. */
    private final Map<Thread, Long> steps = new ConcurrentHashMap<>();

    private volatile boolean connected;

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
