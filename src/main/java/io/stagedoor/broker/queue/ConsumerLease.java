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

/**
 * The right of one replica to consume a queue in order. It belongs to the replica that is attached to the queue {@code
 * turn/<queue>}, which is always empty and accepts one consumer. When the holder's connection ends, for whatever
 * reason, the next replica can attach.
 *
 * <p>Take it on the connection that consumes the queue: then both end together.
 */
public final class ConsumerLease {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private ConsumerLease() {}

    /**
     * Creates the queue {@link QueueNames#lease} on the broker. Call it before any replica attaches.
     *
     * @throws IOException when the broker has no such queues, or does not permit it
     */
    public static void prepare(AmqpConnector broker, String queue) throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            management.lifecycle().createForOneConsumer(QueueNames.lease(queue));
        }
    }

    /**
     * Takes the lease, until the session ends.
     *
     * @return false while another replica holds it
     * @throws ClientException when the broker does not permit this user to hold it at all
     */
    public static boolean take(Session session, String queue)
            throws ClientException, InterruptedException, TimeoutException {
        Receiver lease = session.openReceiver(QueueNames.lease(queue), QueueLinks.receiver());
        try {
            lease.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException closed) {
            if (MissingRight.in(closed)) {
                throw new ClientException(
                        "no right to consume " + QueueNames.lease(queue) + ": see artemis-config/README.md", closed);
            }
            return false; // Another replica holds it.
        }
    }
}
