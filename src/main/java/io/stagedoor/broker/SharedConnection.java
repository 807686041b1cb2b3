package io.stagedoor.broker;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.protonj2.client.Connection;

/**
 * The one AMQP connection that all destinations share, each with a session of its own. Opened when it is first asked
 * for, and again after it broke: whoever asks first pays, the others wait for it.
 */
public final class SharedConnection implements AutoCloseable {

    private final AmqpConnector connector;
    private Connection connection;
    private AtomicBoolean lost = new AtomicBoolean(true);

    public SharedConnection(AmqpConnector connector) {
        this.connector = connector;
    }

    /** @throws BrokerUnavailable when no address of the broker can be used; ask again later */
    public synchronized Connection connection() throws BrokerUnavailable {
        if (lost.get()) {
            close();
            AtomicBoolean lostNow = new AtomicBoolean();
            connection = connector.open(options -> options.disconnectedHandler((broken, event) -> lostNow.set(true)));
            lost = lostNow;
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.closeAsync();
            connection = null;
        }
        lost.set(true);
    }
}
