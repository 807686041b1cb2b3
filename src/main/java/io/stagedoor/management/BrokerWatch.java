package io.stagedoor.management;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.QueueState;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.protonj2.client.Connection;
import org.jboss.logging.Logger;

/**
 * Asks the broker every five seconds, over a connection of its own, whether it answers and what its queues hold.
 * Whoever wants to know reads the last answer.
 */
@Singleton
public class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.management");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private AmqpConnector connector;
    private Thread thread;
    private volatile Connection connection;
    private QueueManagement management;
    private boolean refused;
    private volatile boolean answers;
    private volatile boolean known;
    private volatile Map<String, QueueState> queues = Map.of();

    /** Begins to ask. */
    public void start(AmqpConnector connector) {
        this.connector = connector;
        thread = new Thread(this::work, "broker watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it answered when it was last asked. */
    boolean answers() {
        return answers;
    }

    /** Whether it said what its queues hold. */
    boolean known() {
        return known;
    }

    /** As it was when the broker last answered; empty where it has no such queue. */
    Optional<QueueState> queue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    private void work() {
        try {
            while (true) {
                look();
                Thread.sleep((answers ? INTERVAL : TRY_AGAIN).toMillis());
            }
        } catch (InterruptedException stopped) {
            disconnect();
        }
    }

    private void look() {
        try {
            if (connection == null || refused) {
                connect();
            }
            if (!refused) {
                ask();
            }
            answers = true;
        } catch (IOException | RuntimeException e) {
            LOG.debugf("the broker does not answer: %s", e.getMessage());
            answers = false;
            known = false;
            refused = false;
            disconnect();
        }
    }

    private void connect() throws IOException {
        disconnect();
        // Its loss is told at once, and need not wait for the next question.
        connection = connector.open(options -> options.disconnectedHandler((lost, event) -> {
            if (lost == connection) {
                answers = false;
            }
        }));
    }

    private void ask() throws IOException {
        try {
            if (management == null) {
                management = new QueueManagement(connection, PATIENCE);
            }
            queues = management.all();
            known = true;
        } catch (IOException e) {
            known = false;
            connect();
            // It is there, and does not let this user ask. That it is there is all that is looked at from now on.
            refused = true;
            LOG.warnf("no metrics of the queues: %s", e.getMessage());
        }
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        management = null;
        if (old != null) {
            old.closeAsync();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(PATIENCE.toMillis());
            connector.close();
        }
    }
}
