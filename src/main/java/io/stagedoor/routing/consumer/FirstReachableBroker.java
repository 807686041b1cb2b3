package io.stagedoor.routing.consumer;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.List;

/**
 * Connects to the first broker that lets us in, of those that are tried in turn: of a pair one serves. A lost connection
 * is an error, as it is with a single broker, and whoever had it begins anew. Qpid JMS's own failover is not used: it
 * waits for ever when a connection is closed in the moment in which it was made (2.10.0), as proxies do whose broker is
 * away.
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

    /** To create is only to reach it; it is the start that opens and logs in. */
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
        throw new UnsupportedOperationException("who logs in is said in the settings");
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
