package io.stagedoor.ingress.sending;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.protonj2.client.Connection;
import org.jboss.logging.Logger;

/**
 * Keeps one connection to the broker open: after a loss it connects again, with a growing pause between attempts.
 * {@code BrokerWatch} logs the loss. Thread-safe.
 */
final class BrokerConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.ingress");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AmqpConnector connector;
    private final Thread thread = new Thread(this::work, "ingress connection");
    private volatile Connection current;
    private boolean closed;

    BrokerConnection(AmqpConnector connector) {
        this.connector = connector;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Null while the broker is away. */
    Connection current() {
        return current;
    }

    /** The holder of this connection could not use it. */
    synchronized void lost(Connection connection) {
        if (connection == current) {
            current = null;
            notifyAll();
            connection.closeAsync();
        }
    }

    private void work() {
        try {
            Duration pause = FIRST_PAUSE;
            while (true) {
                if (connect()) {
                    pause = FIRST_PAUSE;
                    awaitLoss();
                }
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean connect() {
        AtomicBoolean lostAtOnce = new AtomicBoolean();
        try {
            Connection opened = connector.open(options -> options.disconnectedHandler((lost, event) -> {
                lostAtOnce.set(true);
                lost(lost);
            }));
            return take(opened, lostAtOnce);
        } catch (BrokerUnavailable e) {
            LOG.debugf("events over HTTP: %s", e.getMessage());
            return false;
        }
    }

    private synchronized boolean take(Connection opened, AtomicBoolean lostAtOnce) {
        if (closed || lostAtOnce.get()) {
            opened.closeAsync();
            return false;
        }
        current = opened;
        return true;
    }

    private synchronized void awaitLoss() throws InterruptedException {
        while (current != null) {
            wait();
        }
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
        thread.join();
        connector.close();
    }
}
