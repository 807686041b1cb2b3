package io.stagedoor.deadletter.redrive;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.Incoming;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Moves messages of one queue to other queues, or removes them. If the process dies meanwhile, no message is lost or
 * doubled.
 *
 * <pre>
 *                              ┌── one transaction ──┐
 *   queue ─▶ taken ─▶ judge ─▶ │ accept + send        │ ─▶ another queue
 *     ▲                   │    │ accept               │
 *     └───── Leave ◀──────┘    └──────────────────────┘
 * </pre>
 *
 * It has its own connection: when that is lost, or this program dies, the broker rolls back. For use by one thread.
 */
public final class HandOff implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int LOOKS = 100;
    private static final int LOOKED_AT_TOGETHER = 200;
    private static final long LOOK_AGAIN_MS = 50;

    private record Decided(Delivery delivery, Fate fate) {}

    /** ProtonJ2 keeps closed links, and what came through them, as long as their connection. */
    private static final int STEPS_A_CONNECTION = 10;

    private final AmqpConnector connector;
    private Connection connection;
    private int steps;

    /** @param connector stays open when this is closed */
    public HandOff(AmqpConnector connector) {
        this.connector = connector;
    }

    /**
     * Takes only messages that match the selector. Messages that the judge leaves go back to their place at once.
     *
     * @param most the most messages to take, in one transaction and in memory
     * @return what was done, after the broker confirmed it
     * @throws IOException when the broker did not confirm it; what was not done is in the queue as before
     */
    public List<Fate> take(String queue, String selector, int most, Fate.Judge judge) throws IOException {
        return carryOut(queue, QueueLinks.receiver(selector), most, most, judge, false);
    }

    /** The same without a selector: a message that cannot be read matches none. */
    public List<Fate> take(String queue, int most, Fate.Judge judge) throws IOException {
        return carryOut(queue, QueueLinks.receiver(), most, Math.max(most, LOOKED_AT_TOGETHER), judge, false);
    }

    /**
     * Takes the first messages of the queue. Messages that the judge leaves go to the end of the queue. This reaches
     * messages that no selector reaches, see {@link QueueManagement#paging}.
     *
     * @return as {@link #take}; a message that went to the end is a {@link Fate.Send} to its own queue; empty when the
     *     queue is empty
     */
    public List<Fate> rotate(String queue, int most, Fate.Judge judge) throws IOException {
        return carryOut(queue, QueueLinks.receiver(), most, most, judge, true);
    }

    private List<Fate> carryOut(
            String queue, ReceiverOptions options, int most, int atOnce, Fate.Judge judge, boolean leftGoesToTheEnd)
            throws IOException {
        try (Session session = QueueLinks.transactional(connection());
                Receiver receiver = session.openReceiver(queue, options)) {
            receiver.openFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Drain drain = new Drain(receiver);
            List<Decided> decided = new ArrayList<>();
            boolean more = true;
            while (more && decided.size() < most) {
                more = false;
                for (Drain.Taken taken : next(drain, atOnce - decided.size(), leftGoesToTheEnd && decided.isEmpty())) {
                    more = true;
                    Delivery delivery = taken.delivery();
                    Fate fate = fate(taken.incoming(), judge);
                    if (!(fate instanceof Fate.Leave)) {
                        decided.add(new Decided(delivery, fate));
                    } else if (leftGoesToTheEnd
                            && taken.incoming() instanceof Incoming.Readable left
                            && Incoming.encodable(left.message())) {
                        decided.add(new Decided(delivery, new Fate.Send(queue, left.message())));
                    } else {
                        // Undeliverable here: the broker does not offer it to this receiver again.
                        delivery.modified(false, true);
                    }
                }
            }
            commit(session, decided);
            return decided.stream().map(Decided::fate).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException | TimeoutException e) {
            close();
            throw new IOException(
                    queue + ": the broker did not confirm the last step (" + e.getMessage()
                            + "). Nothing is lost or doubled: run the command again",
                    e);
        }
    }

    private static Fate fate(Incoming incoming, Fate.Judge judge) throws ClientException {
        return incoming instanceof Incoming.Readable readable
                ? judge.of(readable.message())
                : judge.ofUnreadable((Incoming.Unreadable) incoming);
    }

    /** @param wait whether to try again when nothing came: the broker may first have to read the queue from its disk */
    private static List<Drain.Taken> next(Drain drain, int most, boolean wait)
            throws ClientException, InterruptedException, ExecutionException {
        List<Drain.Taken> deliveries = drain.takeAny(most);
        for (int times = 0; wait && deliveries.isEmpty() && times < LOOKS; times++) {
            Thread.sleep(LOOK_AGAIN_MS);
            deliveries = drain.takeAny(most);
        }
        return deliveries;
    }

    private Connection connection() throws BrokerUnavailable {
        if (connection == null || ++steps == STEPS_A_CONNECTION) {
            close();
            connection = connector.open();
            steps = 0;
        }
        return connection;
    }

    private static void commit(Session session, List<Decided> decided)
            throws ClientException, InterruptedException, ExecutionException, TimeoutException {
        if (decided.isEmpty()) {
            return;
        }
        session.beginTransaction();
        Map<String, Sender> senders = new HashMap<>();
        List<Tracker> sent = new ArrayList<>();
        // Accept before sending: Artemis 2.55 cannot take an accept while it processes sent messages (decision 0027).
        for (Decided one : decided) {
            one.delivery().accept();
        }
        for (Decided one : decided) {
            if (one.fate() instanceof Fate.Send send) {
                sent.add(sender(session, senders, send.address()).send(send.message()));
            }
        }
        for (Tracker tracker : sent) {
            tracker.settlementFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!tracker.remoteState().isAccepted()) {
                throw new ClientException("it answered " + tracker.remoteState().getType() + " to a message for "
                        + tracker.sender().address());
            }
        }
        session.commitTransaction();
    }

    private static Sender sender(Session session, Map<String, Sender> senders, String address) throws ClientException {
        Sender sender = senders.get(address);
        if (sender == null) {
            sender = session.openSender(address, QueueLinks.sender().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
            senders.put(address, sender);
        }
        return sender;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
