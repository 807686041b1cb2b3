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
 * A bundle is accepted once, in the one transaction with all that its events become.
 *
 * Credit (AMQP 1.0 part 2, 2.6.7) bounds what is in flight, so that a slow destination hoards nothing. AMQP settles in any order, JMS does not: that is why this is no JMS session.
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

    /** @return empty when another replica works this queue, which must be worked in order */
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

    /** Lets so many more messages come. */
    void credit(int messages) throws ClientException {
        receiver.addCredit(messages);
    }

    /** Waits up to a second for a message; its events, none when nothing came. */
    List<Received> receive() throws ClientException {
        var handle = receiver.receive(1, TimeUnit.SECONDS);
        return handle == null ? List.of() : Received.of(handle, keyOf);
    }

    /** The oldest of the key's parked events; null when none came in time. */
    Received receiveParked(String orderKey) throws ClientException {
        var handle = parked.receive(orderKey);
        return handle == null ? null : Received.of(handle, keyOf).get(0); // Only what is alone is ever parked.
    }

    /**
     * Of an event that came before it is due by this program's clock, since the broker's is ahead or was: it waits for the
     * rest.
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
            return Optional.empty(); // Who attempts it cannot read it either, and says so.
        }
    }

    /** At the end of an orderly run, when all is settled: of ordered destinations what {@link Parked#removeUnused} says. */
    void removeUnused() throws IOException, ClientException {
        if (parked != null) {
            parked.removeUnused();
        }
    }

    /** Of an ordered destination, before any event is received. */
    Parked.Census census() throws IOException {
        return parked.census();
    }

    /** Of an ordered destination, whether none of the key is parked, neither in memory nor on the disk. */
    boolean hasNoParked(String orderKey) throws IOException {
        return parked.isEmpty(orderKey);
    }

    /** From now on the broker gives out nothing of the queue, to no replica, until it is told otherwise. */
    void pause() throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), MANAGEMENT)) {
            management.pause(queue);
        }
    }

    /**
     * Settles what was tried: of a message with several events all that were not delivered, or one that was. Not safe
     * for use by two threads at once: a transaction belongs to the whole session.
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
    }

    /**
     * Accepts first: Artemis 2.55 cannot have it while it works on what the transaction sends (decision 0027). Sends all,
     * then waits for all: while it waits for one, nothing else of this destination is acknowledged.
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

    /** The connection, not the session: Artemis rolls a transaction that was left open back with its connection only. */
    @Override
    public void close() {
        Drain.unread(receiver);
        if (parked != null) {
            parked.close();
        }
        connection.closeAsync();
    }
}
