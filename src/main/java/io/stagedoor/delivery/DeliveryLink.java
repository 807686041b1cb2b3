package io.stagedoor.delivery;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.QueueLinks;
import io.stagedoor.deadletter.DeadLetter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * One AMQP connection for a destination's queue.
 *
 * <pre>
 *   deliver/x ──credit──▶ in flight, at most {@code window} ──▶ delivered: accept
 *       ▲                            │                          (the broker groups the disk writes)
 *       │     ┌──── one transaction ─┴────────────┐
 *       └─────┤ accept + the same event, delayed   │
 *             │ accept + dead-letter/deliver/x     │
 *             └────────────────────────────────────┘
 * </pre>
 *
 * Credit (AMQP 1.0 part 2, 2.6.7) is given for what was settled, so that what is in flight is bounded and a slow
 * destination hoards nothing. AMQP settles in any order, JMS does not: that is why this is no JMS session.
 */
final class DeliveryLink implements AutoCloseable {

    static final String ADDRESS_PREFIX = "deliver/";

    private static final long OPEN_SECONDS = 10;

    private final Connection connection;
    private final Session session;
    private final Receiver receiver;
    private final Sender retries;
    private final Sender deadLetters;
    private final Clock clock;

    private DeliveryLink(Connection connection, String destination, Clock clock) throws Exception {
        String queue = ADDRESS_PREFIX + destination;
        this.clock = clock;
        this.connection = connection;
        this.session = QueueLinks.transactional(connection);
        this.receiver = session.openReceiver(queue, QueueLinks.receiver());
        this.retries = session.openSender(queue, QueueLinks.sender());
        this.deadLetters = session.openSender(DeadLetter.address(queue), QueueLinks.sender());
        receiver.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
        retries.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
        deadLetters.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
    }

    /** @param window the most events in flight */
    static DeliveryLink open(AmqpConnector broker, String destination, int window, Clock clock) throws Exception {
        Connection connection = broker.open();
        try {
            DeliveryLink link = new DeliveryLink(connection, destination, clock);
            link.receiver.addCredit(window);
            return link;
        } catch (Exception e) {
            connection.closeAsync();
            throw e;
        }
    }

    /** Waits up to a second; null when nothing came. */
    Received receive() throws ClientException {
        var handle = receiver.receive(1, TimeUnit.SECONDS);
        return handle == null ? null : Received.of(handle);
    }

    /**
     * Settles what was tried, and lets as many new events come. Not safe for use by two threads at once: a transaction
     * belongs to the whole session.
     *
     * @throws ClientException when the broker did not take it: the link is of no use any more, and the broker gives
     *     the events out again
     */
    void settle(List<Tried> tried) throws ClientException, ExecutionException, InterruptedException {
        boolean transaction = false;
        for (Tried one : tried) {
            if (one.verdict() instanceof Verdict.Delivered) {
                one.received().handle().accept();
            } else {
                transaction = true;
            }
        }
        if (transaction) {
            handBack(tried);
        }
        receiver.addCredit(tried.size());
    }

    private void handBack(List<Tried> tried) throws ClientException, ExecutionException, InterruptedException {
        session.beginTransaction();
        Instant now = clock.instant();
        for (Tried one : tried) {
            if (one.verdict() instanceof Verdict.Retry retry) {
                send(retries, one.received().retry(retry.attempts(), now, retry.delay()));
                one.received().handle().accept();
            } else if (one.verdict() instanceof Verdict.GiveUp giveUp) {
                send(deadLetters, one.received().dead(giveUp.deadLetter()));
                one.received().handle().accept();
            }
        }
        session.commitTransaction();
    }

    private static void send(Sender sender, Message<?> message)
            throws ClientException, ExecutionException, InterruptedException {
        Tracker tracker = sender.send(message);
        tracker.settlementFuture().get();
        if (!tracker.remoteState().isAccepted()) {
            throw new ClientException("the broker refused the message for " + sender.address() + ": "
                    + tracker.remoteState().getType());
        }
    }

    /** The connection, not the session: Artemis rolls a transaction that was left open back with its connection only. */
    @Override
    public void close() {
        connection.closeAsync();
    }
}
