package io.stagedoor.cli.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM in the middle of a command that changes something: it ends with its next step, and still says what was
 * done. One that does not come to a next step says so from here.
 */
public final class Stopping implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable last;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stopping");
    private volatile boolean asked;

    /** @param last says what was done, where the command itself no longer does */
    public Stopping(Runnable last) {
        this.last = last;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean asked() {
        return asked;
    }

    private void stop() {
        asked = true;
        try {
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                last.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException stoppingAlready) {
                asked = true;
            }
        }
    }
}
