package io.stagedoor.routing.consumer;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Tls;
import io.stagedoor.broker.qpid.AcksTogetherFactory;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.JmsConnectionExtensions;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/**
 * The broker's connections for the consumers of channels. Sessions are pooled with a link for sending: a plain send
 * attaches and detaches one for each message.
 */
final class PooledConnections {

    private PooledConnections() {}

    /** @param prefetch {@link Prefetch} */
    static ConnectionFactory to(BrokerSettings broker, int prefetch) {
        Map<String, String> defaults = new HashMap<>(Map.of(
                // Other replicas cannot get prefetched messages.
                "jms.prefetchPolicy.queuePrefetch",
                Integer.toString(prefetch),
                // This client must not drop an event after the producer's time-to-live; the broker makes it a
                // dead letter.
                "jms.localMessageExpiry",
                "false",
                // Otherwise each try to get one more event of a batch would ask the broker.
                "jms.receiveNoWaitLocalOnly",
                "true",
                "jms.receiveLocalOnly",
                "true",
                // AMQP allows more property names than Java identifiers, and dead letters keep them.
                "jms.validatePropertyNames",
                "false",
                // Milliseconds, for each address.
                "jms.connectTimeout",
                "5000"));
        Tls tls = broker.tls().orElse(Tls.OF_THE_JDK);
        if (broker.url().tls()) {
            restrict(defaults, "transport.enabledProtocols", tls.protocols());
            restrict(defaults, "transport.enabledCipherSuites", tls.cipherSuites());
        }
        List<ConnectionFactory> inTurn = new ArrayList<>();
        for (String address : broker.url().jms(defaults)) {
            JmsConnectionFactory qpid = new JmsConnectionFactory(AcksTogetherFactory.SCHEME + address);
            if (broker.url().tls()) {
                qpid.setExtension(JmsConnectionExtensions.SSL_CONTEXT.toString(), (connection, uri) -> context(tls));
            }
            broker.user().ifPresent(qpid::setUsername);
            broker.password().ifPresent(qpid::setPassword);
            inTurn.add(qpid);
        }
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new FirstReachableBroker(inTurn));
        pool.setMaxConnections(4);
        pool.setUseAnonymousProducers(true);
        // What the broker refuses is no reason to close the connection: the pool does so while others use it, and a
        // send of Qpid JMS 2.9 that begins meanwhile waits for ever. A lost connection it recognizes without that.
        pool.setFaultTolerantConnections(true);
        return pool;
    }

    private static void restrict(Map<String, String> options, String name, Set<String> allowed) {
        if (!allowed.isEmpty()) {
            options.put(name, String.join(",", allowed));
        }
    }

    /** For each connection anew, since certificates are renewed. */
    private static SSLContext context(Tls tls) {
        try {
            return tls.context();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
