package io.stagedoor.broker.queue;

import io.stagedoor.broker.AmqpConnector;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Compares the broker's clock with ours: both tell when a consumer of ours attached to a queue.
 *
 * <pre>
 *   ours     before ───────── attaching ──────── after
 *   broker's             attached, somewhere between
 * </pre>
 */
public final class BrokerClock {

    private BrokerClock() {}

    /**
     * How far the broker's clock is ahead of {@code ours}; negative if it is behind. Zero if both may agree; otherwise
     * too large by up to the time it took to attach, so that a scheduled event is late rather than early.
     *
     * @param queue an existing queue; nothing is taken from it
     * @param timeout for each answer
     * @throws IOException when the broker does not answer
     */
    public static Duration ahead(AmqpConnector broker, String queue, Clock ours, Duration timeout) throws IOException {
        Connection connection = broker.open();
        try (QueueManagement management = new QueueManagement(connection, timeout)) {
            Map<String, Instant> others = management.consumers(queue);
            Instant before = ours.instant();
            Receiver receiver = connection.openReceiver(queue, QueueLinks.receiver());
            receiver.openFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Instant after = ours.instant();
            Map<String, Instant> attached = management.consumers(queue);
            attached.keySet().removeAll(others.keySet());
            if (attached.size() != 1) {
                throw new IOException(attached.size() + " consumers attached to " + queue + " meanwhile");
            }
            return ahead(before, after, attached.values().iterator().next());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException | TimeoutException e) {
            throw new IOException("cannot attach to " + queue + ": " + e.getMessage(), e);
        }
    }

    static Duration ahead(Instant before, Instant after, Instant attached) {
        // The broker counts whole milliseconds.
        Instant latest = attached.plusMillis(1);
        boolean maybeTheSame = !attached.isAfter(after) && !latest.isBefore(before);
        return maybeTheSame ? Duration.ZERO : Duration.between(before, latest);
    }
}
