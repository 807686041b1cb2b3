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

/** How this program opens sessions and links with ProtonJ2 where an event is handed from one queue to another. */
public final class QueueLinks {

    /** Makes the broker create an anycast queue where there is none. */
    private static final String QUEUE = "queue";

    /** The registered code of {@code apache.org:selector-filter:string}; Artemis and others know it. */
    private static final UnsignedLong SELECTOR = UnsignedLong.valueOf(0x0000468C00000004L);

    /** Many times what a drain takes; ProtonJ2's default is a minute. */
    private static final long DRAIN_SECONDS = 10;

    private QueueLinks() {}

    /**
     * A session for transactions, without a request time-out: ProtonJ2 1.0.0 runs that of a commit even after the commit
     * was answered, and then closes the coordinator under a later transaction. A broker that does not answer is noticed
     * by the connection's idle time-out instead.
     */
    public static Session transactional(Connection connection) throws ClientException {
        return connection.openSession(new SessionOptions().requestTimeout(0));
    }

    /** Credit is given by hand, and nothing is accepted by itself. */
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
     * Takes only what the selector fits.
     *
     * @param selector in the syntax of JMS, over application properties
     */
    public static ReceiverOptions receiver(String selector) {
        ReceiverOptions options = receiver();
        options.sourceOptions().addFilter("selector", SELECTOR, selector);
        return options;
    }

    /**
     * Gets copies, and leaves the queue as it is (AMQP 1.0 part 3, 3.5.1: distribution mode 'copy').
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
