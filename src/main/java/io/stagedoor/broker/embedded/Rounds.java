package io.stagedoor.broker.embedded;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Checks the embedded broker ten times a second, and ends the process if the broker stopped by itself or cannot be
 * checked: until somebody restarts it, nothing would be accepted, routed or delivered.
 */
final class Rounds implements AutoCloseable {

    private static final long MILLIS = 100;

    private final ActiveMQServer server;
    private final Runnable[] tasks;
    private final Consumer<String> end;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "embedded broker watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param end gets the reason and ends the process */
    Rounds(ActiveMQServer server, Consumer<String> end, Runnable... tasks) {
        this.server = server;
        this.end = end;
        this.tasks = tasks;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::round, 0, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            if (!server.isStarted()) {
                end.accept("the embedded broker has stopped by itself; the log above says why. Start Stagedoor"
                        + " again: the accepted events are safe");
            }
            for (Runnable task : tasks) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            end.accept("the embedded broker cannot be checked (" + e
                    + "). Start Stagedoor again: the accepted events are safe");
        }
    }

    /** Waits for the check in progress. */
    @Override
    public void close() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
    }
}
