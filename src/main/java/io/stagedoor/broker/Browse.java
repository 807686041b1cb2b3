package io.stagedoor.broker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DistributionMode;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Looks through a queue and takes nothing away (AMQP 1.0, 3.5.3: distribution mode copy). */
public final class Browse {

    private static final int AT_ONCE = 200;
    private static final int TIMEOUT_SECONDS = 30;

    private Browse() {}

    /** Is shown one message after the other, and says whether it wants more. */
    public interface Visitor {
        boolean visit(Message<?> message) throws ClientException;
    }

    /**
     * Messages that wait for their time, or are under way to a consumer, are not shown. Holds {@value #AT_ONCE} messages
     * at a time.
     *
     * @param selector of the properties, as JMS defines it; null for all
     * @throws ClientException when there is no such queue, or the connection is lost
     */
    public static void queue(Connection connection, String queue, String selector, Visitor visitor)
            throws ClientException, InterruptedException, TimeoutException {
        ReceiverOptions options = selector == null ? QueueLinks.receiver() : QueueLinks.receiver(selector);
        options.sourceOptions().distributionMode(DistributionMode.COPY);
        try (Receiver receiver = connection.openReceiver(queue, options)) {
            receiver.openFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            boolean more = true;
            while (more) {
                receiver.addCredit(AT_ONCE);
                receiver.drain().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                more = visit(receiver, visitor) == AT_ONCE;
            }
        } catch (ExecutionException e) {
            throw new ClientException("the queue " + queue + " cannot be looked through: " + e.getCause(), e);
        }
    }

    private static int visit(Receiver receiver, Visitor visitor) throws ClientException {
        int count = 0;
        for (Delivery delivery = receiver.tryReceive(); delivery != null; delivery = receiver.tryReceive()) {
            count++;
            delivery.accept();
            if (!visitor.visit(delivery.message())) {
                return 0;
            }
        }
        return count;
    }
}
