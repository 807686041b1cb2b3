package io.stagedoor.broker.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Reads through a queue from its beginning without changing it. It does not see messages that a consumer holds or that
 * are scheduled. Only a few messages are in memory at a time. For one thread.
 */
public final class QueueBrowser {

    private static final int AHEAD = 100;
    private static final int EMPTY_AT_END = 2;
    private static final long QUIET_MS = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final Connection connection;

    public QueueBrowser(Connection connection) {
        this.connection = connection;
    }

    /**
     * Shows each message of the queue, including those that arrive meanwhile.
     *
     * @param queue an existing queue: the broker would create any other
     * @throws IOException when the broker does not permit it, or the connection is lost
     */
    public void browse(String queue, MessageVisitor visitor) throws IOException {
        browse(queue, Optional.empty(), visitor);
    }

    /** As {@link #browse(String, MessageVisitor)}, for messages that match the {@link Selector}. */
    public void browse(String queue, String selector, MessageVisitor visitor) throws IOException {
        browse(queue, Optional.of(selector), visitor);
    }

    /**
     * Shows the messages that the queue has at this moment. Faster than {@link #browse}: it does not wait for more.
     *
     * @throws IOException as {@link #browse}
     */
    public void look(String queue, MessageVisitor visitor) throws IOException {
        try (Receiver receiver = connection.openReceiver(queue, QueueLinks.browser(Optional.empty()))) {
            receiver.openFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Drain drain = new Drain(receiver);
            // Artemis answers a drain early when the connection has much to send at that moment.
            int empty = 0;
            while (empty < EMPTY_AT_END) {
                List<Drain.Taken> taken = drain.takeAny(AHEAD);
                empty = taken.isEmpty() ? empty + 1 : 0;
                for (Drain.Taken one : taken) {
                    one.delivery().settle();
                    if (one.incoming() instanceof Incoming.Readable readable && !visitor.visit(readable.message())) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException | TimeoutException e) {
            throw new IOException("cannot browse " + queue + ": " + e.getMessage(), e);
        }
    }

    private void browse(String queue, Optional<String> selector, MessageVisitor visitor) throws IOException {
        try (Receiver receiver = connection.openReceiver(queue, QueueLinks.browser(selector))) {
            receiver.openFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (run(receiver, visitor)) {
                // The drain brought messages: more may follow.
            }
            Drain.unread(receiver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException | TimeoutException e) {
            throw new IOException("cannot browse " + queue + ": " + e.getMessage(), e);
        }
    }

    /**
     * Only a drain (AMQP 1.0 part 2, 2.6.7) distinguishes the end of a queue from a slow broker.
     *
     * @return whether there may be more
     */
    private static boolean run(Receiver receiver, MessageVisitor visitor)
            throws IOException, ClientException, InterruptedException, ExecutionException, TimeoutException {
        receiver.addCredit(AHEAD);
        int credit = AHEAD;
        for (Delivery next = next(receiver); next != null; next = next(receiver)) {
            if (!visit(visitor, next)) {
                return false;
            }
            if (--credit <= AHEAD / 2) {
                receiver.addCredit(AHEAD - credit);
                credit = AHEAD;
            }
        }
        receiver.drain().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean more = false;
        for (Delivery next = receiver.tryReceive(); next != null; next = receiver.tryReceive()) {
            more = true;
            if (!visit(visitor, next)) {
                return false;
            }
        }
        return more;
    }

    private static boolean visit(MessageVisitor visitor, Delivery delivery) throws IOException, ClientException {
        Incoming incoming = Incoming.of(delivery);
        // A copy needs no answer, but ProtonJ2 keeps each delivery with its body until we settle it.
        delivery.settle();
        return incoming instanceof Incoming.Readable readable
                ? visitor.visit(readable.message())
                : visitor.visitUnreadable((Incoming.Unreadable) incoming);
    }

    private static Delivery next(Receiver receiver) throws ClientException {
        return receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
    }
}
