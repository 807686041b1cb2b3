package io.stagedoor.broker.embedded;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.protocol.amqp.broker.ActiveMQProtonRemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.qpid.proton.engine.EndpointState;
import org.jboss.logging.Logger;

/**
 * Closes connections that begin AMQP but do not send their {@code open} in time: they send a header and nothing more,
 * or stop during the login. Artemis 2.55 gives them a minute.
 */
final class Opening implements Runnable {

    /** From the connection to its {@code open}: a few round trips. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long EVERY_MILLIS = 1_000;
    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");

    private final ActiveMQServer server;
    private final Clock clock;
    private long next;

    Opening(ActiveMQServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Checks at most once a second, so that many such connections make few log lines. */
    @Override
    public void run() {
        long now = clock.millis();
        if (now >= next) {
            next = now + EVERY_MILLIS;
            closeOlderThan(now - PATIENCE.toMillis());
        }
    }

    private void closeOlderThan(long before) {
        List<ActiveMQProtonRemotingConnection> late = new ArrayList<>();
        for (RemotingConnection connection : server.getRemotingService().getConnections()) {
            if (connection.getCreationTime() < before
                    && connection instanceof ActiveMQProtonRemotingConnection amqp
                    && amqp.getAmqpConnection().getHandler().getConnection().getRemoteState()
                            == EndpointState.UNINITIALIZED) {
                late.add(amqp);
            }
        }
        late.forEach(connection -> connection.getTransportConnection().close());
        if (!late.isEmpty()) {
            LOG.infof("closed connections that were not open after %d s: %d", PATIENCE.toSeconds(), late.size());
        }
    }
}
