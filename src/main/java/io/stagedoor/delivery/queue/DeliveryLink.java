package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.bundle.Tried;
import io.stagedoor.delivery.order.Parked;
import io.stagedoor.event.EventBody;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.qpid.protonj2.client.Connection;
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
 *             │ accept + deliver/x/parked/<key>    │
 *             └────────────────────────────────────┘
 * </pre>
 *
 * A bundle is accepted once, in one transaction with all the messages that its events become.
 *
 * <p>Credit (AMQP 1.0 part 2, 2.6.7) limits the events in flight, so that a slow destination takes none from other
 * replicas. It is not a JMS session, because AMQP can settle messages in any order and JMS cannot.
 */
final class DeliveryLink implements AutoCloseable {

    private static final long OPEN_SECONDS = 10;
    private static final Duration MANAGEMENT = Duration.ofSeconds(10);

    private final AmqpConnector broker;
    private final String queue;
    private final Connection connection;
    private final Session session;
    private final Receiver receiver;
    private final Sender retries;
    private final Sender deadLetters;
    private final Parked parked;
    private final Function<EventBody, String> keyOf;
    private final Clock clock;
    private final BrokerTime brokerTime;

    private DeliveryLink(
            AmqpConnector broker,
            Connection connection,
            Session session,
            DeliveryOptions options,
            Clock clock,
            Clock steady)
            throws Exception {
        this.broker = broker;
        this.queue = options.queue();
        this.clock = clock;
        this.brokerTime = new BrokerTime(broker, clock, options);
        this.connection = connection;
        this.session = session;
        this.keyOf = options.orderBy() == null ? null : options.orderBy()::key;
        this.receiver = session.openReceiver(queue, QueueLinks.receiver());
        this.retries = session.openSender(queue, QueueLinks.sender());
        this.deadLetters = session.openSender(QueueNames.deadLetter(queue), QueueLinks.sender());
        this.parked = keyOf == null ? null : new Parked(session, broker, queue, steady);
        receiver.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
        retries.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
        deadLetters.openFuture().get(OPEN_SECONDS, TimeUnit.SECONDS);
    }

    /** @return empty if the destination is ordered and another replica consumes its queue */
    static Optional<DeliveryLink> open(AmqpConnector broker, DeliveryOptions options, Clock clock, Clock steady)
            throws Exception {
        if (options.orderBy() != null) {
            ConsumerLease.prepare(broker, options.queue());
        }
        Connection connection = broker.open();
        try {
            Session session = QueueLinks.transactional(connection);
            if (options.orderBy() != null && !ConsumerLease.take(session, options.queue())) {
                connection.closeAsync();
                return Optional.empty();
            }
            return Optional.of(new DeliveryLink(broker, connection, session, options, clock, steady));
        } catch (Exception e) {
            connection.closeAsync();
            throw e;
        }
    }

    /** Asks for that many more messages. */
    void credit(int messages) throws ClientException {
        receiver.addCredit(messages);
    }

    /** Waits up to a second for a message. Returns its events, or none. */
    List<Received> receive() throws ClientException {
        var handle = receiver.receive(1, TimeUnit.SECONDS);
        return handle == null ? List.of() : Received.of(handle, keyOf);
    }

    /** The oldest parked event of the key; null if none arrives in time. */
    Received receiveParked(String orderKey) throws ClientException {
        var handle = parked.receive(orderKey);
        return handle == null ? null : Received.of(handle, keyOf).get(0); // Only single events are parked.
    }

    /**
     * The verdict on an event that arrives before it is due by this program's clock, because the broker's clock is or
     * was ahead: it waits for the remaining time.
     */
    Optional<Verdict> early(Received received) {
        try {
            Instant due = received.due();
            Instant now = clock.instant();
            if (due == null || !now.isBefore(due) || received.attempts().equals(Attempts.NONE)) {
                return Optional.empty();
            }
            brokerTime.cameEarly(received.sentFor(), due, now);
            return Optional.of(new Verdict.Retry(received.attempts(), due));
        } catch (ClientException e) {
            return Optional.empty(); // The attempt cannot read it either, and reports that.
        }
    }

    /** For ordered destinations {@link Parked#removeUnused}. Call it at the end of a run, when all is settled. */
    void removeUnused() throws IOException, ClientException {
        if (parked != null) {
            parked.removeUnused();
        }
    }

    /** Call it before receiving any event. For a destination without an order nothing is parked. */
    Parked.Census census() throws IOException {
        return parked == null ? Parked.Census.NONE : parked.census();
    }

    /** For an ordered destination: whether no event of the key is parked, neither in memory nor on the disk. */
    boolean hasNoParked(String orderKey) throws IOException {
        return parked.isEmpty(orderKey);
    }

    /** Pauses the queue: the broker delivers nothing from it, to any replica, until somebody resumes it. */
    void pause() throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), MANAGEMENT)) {
            management.pause(queue);
        }
    }

    /**
     * Settles events with a verdict: for a bundle, all its undelivered events, or one that was delivered. Not
     * thread-safe: a transaction belongs to the whole session.
     *
     * @throws ClientException when the broker did not accept it: the link is unusable, and the broker delivers the
     *     events again
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
    }

    /**
     * Accepts first: Artemis 2.55 fails if that arrives while it processes messages of the transaction (decision 0027).
     * Then sends all before it waits for any: during a wait, nothing else of this destination is acknowledged.
     */
    private void handBack(List<Tried> tried) throws ClientException, ExecutionException, InterruptedException {
        session.beginTransaction();
        List<Tracker> sent = new ArrayList<>();
        Set<org.apache.qpid.protonj2.client.Delivery> done = new LinkedHashSet<>();
        for (Tried one : tried) {
            if (!(one.verdict() instanceof Verdict.Delivered)) {
                done.add(one.received().handle());
            }
        }
        for (var handle : done) {
            handle.accept();
        }
        for (Tried one : tried) {
            Received received = one.received();
            if (one.verdict() instanceof Verdict.Retry retry) {
                sent.add(retries.send(received.retry(retry.attempts(), retry.due(), brokerTime.of(retry.due()))));
            } else if (one.verdict() instanceof Verdict.GiveUp giveUp) {
                sent.add(deadLetters.send(received.dead(giveUp.deadLetter())));
            } else if (one.verdict() instanceof Verdict.Park) {
                sent.add(parked.send(received.orderKey(), received.parked()));
            } else if (one.verdict() instanceof Verdict.GiveBack) {
                sent.add(retries.send(received.givenBack()));
            }
        }
        for (Tracker tracker : sent) {
            requireAccepted(tracker);
        }
        session.commitTransaction();
    }

    private static void requireAccepted(Tracker tracker)
            throws ClientException, ExecutionException, InterruptedException {
        tracker.settlementFuture().get();
        if (!tracker.remoteState().isAccepted()) {
            throw new ClientException("the broker refused the message for "
                    + tracker.sender().address() + ": " + tracker.remoteState().getType());
        }
    }

    /** Closes the connection, not the session: only then does Artemis roll back an open transaction. */
    @Override
    public void close() {
        Drain.unread(receiver);
        if (parked != null) {
            parked.close();
        }
        connection.closeAsync();
    }
}
