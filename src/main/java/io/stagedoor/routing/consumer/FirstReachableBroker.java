package io.stagedoor.routing.consumer;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.List;

/**
 * Tries several brokers in turn and connects to the first that accepts: of a pair, one serves. A lost connection is an
 * error, as with a single broker, and its holder connects again.
 *
 * <p>It replaces the failover of Qpid JMS 2.10.0, which waits for ever if a connection is closed as soon as it is made.
 * A proxy does that while its broker is down.
 */
final class FirstReachableBroker implements ConnectionFactory {

    private final List<ConnectionFactory> brokers;

    /** @param brokers at least one */
    FirstReachableBroker(List<ConnectionFactory> brokers) {
        this.brokers = brokers;
    }

    @Override
    public Connection createConnection() throws JMSException {
        JMSException reason = null;
        for (ConnectionFactory broker : brokers) {
            try {
                return open(broker);
            } catch (JMSException next) {
                if (reason != null) {
                    next.addSuppressed(reason);
                }
                reason = next;
            }
        }
        throw reason;
    }

    /** Creates and starts a connection: creating it only reaches the broker, starting it opens it and logs in. */
    private static Connection open(ConnectionFactory broker) throws JMSException {
        Connection connection = broker.createConnection();
        try {
            connection.start();
            return connection;
        } catch (JMSException refused) {
            connection.close();
            throw refused;
        }
    }

    @Override
    public Connection createConnection(String user, String password) {
        throw new UnsupportedOperationException("the settings say who logs in");
    }

    @Override
    public JMSContext createContext() {
        throw new UnsupportedOperationException("connections alone");
    }

    @Override
    public JMSContext createContext(String user, String password) {
        throw new UnsupportedOperationException("connections alone");
    }

    @Override
    public JMSContext createContext(String user, String password, int sessionMode) {
        throw new UnsupportedOperationException("connections alone");
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        throw new UnsupportedOperationException("connections alone");
    }
}
