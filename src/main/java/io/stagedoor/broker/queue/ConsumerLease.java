package io.stagedoor.broker.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientResourceRemotelyClosedException;

/**
 * Which of all replicas works a queue in order: the one that is attached to the queue {@code turn/<queue>},
 * which never holds a message, and which the broker lets one consumer attach to. When that one's connection ends, however
 * it ends, the next one gets in.
 *
 * <p>Take it on the connection that does the work: then both end together.
 */
public final class ConsumerLease {

    private static final String FORBIDDEN = "amqp:unauthorized-access";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private ConsumerLease() {}

    /**
     * Makes the queue {@link QueueNames#lease} on the broker; to be called before anyone attaches to it.
     *
     * @throws IOException where the broker has no such queues, or does not let us
     */
    public static void prepare(AmqpConnector broker, String queue) throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            management.createForOneConsumer(QueueNames.lease(queue));
        }
    }

    /**
     * Holds from now on, until the session ends.
     *
     * @return false while another one has it
     * @throws ClientException where the broker does not let this user have it at all
     */
    public static boolean take(Session session, String queue)
            throws ClientException, InterruptedException, TimeoutException {
        Receiver lease = session.openReceiver(QueueNames.lease(queue), QueueLinks.receiver());
        try {
            lease.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException closed) {
            if (isForbidden(closed.getCause())) {
                throw new ClientException(
                        "no right to consume " + QueueNames.lease(queue) + ": see artemis-config/README.md", closed);
            }
            return false; // Taken.
        }
    }

    private static boolean isForbidden(Throwable cause) {
        return cause instanceof ClientResourceRemotelyClosedException refused
                && refused.getErrorCondition() != null
                && FORBIDDEN.equals(refused.getErrorCondition().condition());
    }
}
