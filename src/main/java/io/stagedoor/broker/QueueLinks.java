package io.stagedoor.broker;

import org.apache.qpid.protonj2.client.Connection;
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

    /** {@code apache.org:selector-filter:string}, registered with the AMQP filters. */
    private static final UnsignedLong SELECTOR = UnsignedLong.valueOf(0x0000468C00000004L);

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
        ReceiverOptions options =
                new ReceiverOptions().creditWindow(0).autoAccept(false).autoSettle(true);
        options.sourceOptions().capabilities(QUEUE);
        return options;
    }

    /** @param selector of the properties, as JMS defines it: only what matches is given out */
    public static ReceiverOptions receiver(String selector) {
        ReceiverOptions options = receiver();
        options.sourceOptions().addFilter("selector", SELECTOR, selector);
        return options;
    }

    public static SenderOptions sender() {
        SenderOptions options = new SenderOptions();
        options.targetOptions().capabilities(QUEUE);
        return options;
    }
}
