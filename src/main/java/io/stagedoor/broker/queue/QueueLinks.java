package io.stagedoor.broker.queue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryMode;
import org.apache.qpid.protonj2.client.DistributionMode;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.SessionOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.UnsignedLong;

/** Opens ProtonJ2 sessions and links for moving events from one queue to another. */
public final class QueueLinks {

    /** Makes the broker create an anycast queue if there is none. */
    private static final String QUEUE = "queue";

    /** The registered code of {@code apache.org:selector-filter:string}. */
    private static final UnsignedLong SELECTOR = UnsignedLong.valueOf(0x0000468C00000004L);

    /** Many times longer than a drain takes; ProtonJ2's default is a minute. */
    private static final long DRAIN_SECONDS = 10;

    private QueueLinks() {}

    /**
     * A session for transactions, without a request time-out: in ProtonJ2, the time-out of a commit goes on after
     * the answer, and then closes the coordinator during a later transaction. The connection's idle time-out detects a
     * broker that does not answer.
     */
    public static Session transactional(Connection connection) throws ClientException {
        return connection.openSession(new SessionOptions().requestTimeout(0));
    }

    /** The caller gives credit and accepts messages explicitly. */
    public static ReceiverOptions receiver() {
        ReceiverOptions options = new ReceiverOptions()
                .creditWindow(0)
                .autoAccept(false)
                .autoSettle(true)
                .drainTimeout(DRAIN_SECONDS, TimeUnit.SECONDS);
        options.sourceOptions().capabilities(QUEUE);
        return options;
    }

    /**
     * Takes only messages that match the selector.
     *
     * @param selector in the syntax of JMS, over application properties
     */
    public static ReceiverOptions receiver(String selector) {
        ReceiverOptions options = receiver();
        options.sourceOptions().addFilter("selector", SELECTOR, selector);
        return options;
    }

    /**
     * Gets copies and leaves the queue unchanged (AMQP 1.0 part 3, 3.5.1: distribution mode 'copy').
     *
     * @param selector empty for all
     */
    public static ReceiverOptions browser(Optional<String> selector) {
        ReceiverOptions options = selector.map(QueueLinks::receiver).orElseGet(QueueLinks::receiver);
        options.deliveryMode(DeliveryMode.AT_MOST_ONCE).sourceOptions().distributionMode(DistributionMode.COPY);
        return options;
    }

    public static SenderOptions sender() {
        SenderOptions options = new SenderOptions();
        options.targetOptions().capabilities(QUEUE);
        return options;
    }
}
