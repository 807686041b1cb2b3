package io.stagedoor.broker.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.wire.EventProperties;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Shows at the broker that a queue is idle because a breaker is open, and not because no program is running: a consumer
 * that takes nothing, with a filter that says why. For one thread.
 */
public final class BreakerSign implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final long PATIENCE_SECONDS = 5;
    private static final long TRY_AGAIN_SECONDS = 5;

    private final AmqpConnector broker;
    private final String queue;
    private volatile Connection connection;
    private long next = System.nanoTime();

    public BreakerSign(AmqpConnector broker, String queue) {
        this.broker = broker;
        this.queue = queue;
    }

    /** How many of a queue's consumers are such signs, by their filters. */
    public static int among(List<String> filters) {
        return (int)
                filters.stream().filter(EventProperties.BREAKER_SIGN::equals).count();
    }

    /** Shows the sign. Call it regularly: it attaches again after a lost connection. */
    public void show() throws InterruptedException {
        if (connection != null || System.nanoTime() - next < 0) {
            return;
        }
        try {
            connection = broker.open(options -> options.disconnectedHandler((lost, event) -> connection = null));
            connection
                    .openReceiver(queue, QueueLinks.receiver(EventProperties.BREAKER_SIGN))
                    .openFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ClientException | ExecutionException | TimeoutException e) {
            LOG.debugf("%s: cannot show at the broker that the breaker is open: %s", queue, e.getMessage());
            next = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRY_AGAIN_SECONDS);
            close();
        }
    }

    @Override
    public void close() {
        Connection shown = connection;
        connection = null;
        if (shown != null) {
            shown.closeAsync();
        }
    }
}
