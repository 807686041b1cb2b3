package io.stagedoor.routing.consumer;

import io.stagedoor.routing.poison.BatchMessages;
import io.stagedoor.routing.poison.Blame;
import io.stagedoor.routing.poison.Received;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.poison.UnreadableMessage;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.messaginghub.pooled.jms.JmsPoolSession;
import org.springframework.jms.support.JmsUtils;

/**
 * Routes a channel's events in batches, with one commit for each. A commit waits for the broker's disk, and costs the
 * same for fifty events as for one.
 *
 * <pre>
 *   first, waited for     ─▶ route ─┐
 *   next available        ─▶ route ─┤ at most {@code size}, see {@link RestOfBatch}
 *   next available        ─▶ route ─┴─▶ commit, or roll all of them back
 * </pre>
 *
 * For all consumers of the channel.
 */
final class BatchRouter {

    private static final Logger LOG = Logger.getLogger(BatchRouter.class);

    /** What the broker refuses now it may accept later, and an event has five tries: {@link Suspects}. */
    private static final long PAUSE_AFTER_REFUSAL_MS = 500;

    private final String channel;
    private final int size;
    private final int backlog;
    private final SeenEvents seen;
    private final InOrder inOrder;
    private final Suspects suspects;
    private final SetAside setAside;
    private final Blame blame;
    private final Route route;

    /** The channel's route. */
    interface Route {
        void take(Session session, Message message) throws JMSException;
    }

    /**
     * @param channel its address
     * @param size the most events in one transaction, at least 1
     * @param backlog a batch of at least this many is part of a backlog
     */
    BatchRouter(
            String channel,
            int size,
            int backlog,
            SeenEvents seen,
            InOrder inOrder,
            Suspects suspects,
            SetAside setAside,
            Blame blame,
            Route route) {
        this.channel = channel;
        this.size = size;
        this.backlog = backlog;
        this.seen = seen;
        this.inOrder = inOrder;
        this.suspects = suspects;
        this.setAside = setAside;
        this.blame = blame;
        this.route = route;
    }

    /**
     * Routes the message and those that are available after it, and commits. After a failure it rolls back.
     *
     * @throws JMSException when the consumer has to begin anew, because the connection is lost or for another reason
     * @throws UnreadableMessage when the first message can leave the queue only by its bytes
     */
    void route(Session session, MessageConsumer consumer, Message first) throws JMSException, UnreadableMessage {
        Batch events = seen.open(channel);
        BatchMessages messages = new BatchMessages();
        try {
            routeAll(session, consumer, first, events, messages);
        } catch (UnreadableMessage unreadable) {
            suspects.doubt(channel, messages.all()); // The messages before it, which are rolled back too.
            throw unreadable;
        } catch (Throwable failure) {
            // First: the broker delivers them to another consumer at once, and that one must not wait for this batch.
            events.rolledBack();
            rollback(session, messages, failure);
        } finally {
            events.rolledBack(); // Has no effect after a commit.
            seen.close();
        }
    }

    private void routeAll(
            Session session, MessageConsumer consumer, Message first, Batch events, BatchMessages messages)
            throws JMSException, UnreadableMessage {
        RestOfBatch rest = new RestOfBatch(consumer, backlog);
        Message message = first;
        for (int routed = 1; message != null; routed++) {
            Received received = messages.routes(message);
            boolean alone = suspects.isAlone(channel, received);
            try {
                routeOne(session, received);
                events.outbox().confirm();
            } finally {
                events.endEvent();
            }
            messages.routed();
            if (events.contended()) {
                events.rolledBack();
                JmsUtils.rollbackIfNecessary(session);
                return;
            }
            message = routed < size && !alone && !events.full() ? rest.next(routed) : null;
        }
        if (events.commit(session)) {
            blame.committed(messages.all());
        } else {
            events.rolledBack();
            JmsUtils.rollbackIfNecessary(session);
        }
    }

    private void routeOne(Session session, Received received) throws JMSException {
        Optional<String> error = suspects.error(channel, received);
        if (error.isPresent()) {
            setAside.deadLetter(channel, blame.route(), received.message(), session, error.get());
        } else {
            route.take(session, received.message());
        }
    }

    /** @throws JMSException when the connection is lost, or has to be opened again */
    private void rollback(Session session, BatchMessages messages, Throwable failure)
            throws JMSException, UnreadableMessage {
        boolean verdict = Blame.isVerdict(failure);
        try {
            JmsUtils.rollbackIfNecessary(session);
        } catch (JMSException gone) {
            if (!verdict) {
                throw gone; // The connection is lost, so no event is at fault.
            }
            LOG.debug("the session ended with what the broker refused", gone);
        }
        Blame.Then then = blame.failed(messages, failure);
        if (then == Blame.Then.QUARANTINE) {
            throw new UnreadableMessage(failure);
        }
        if (then == Blame.Then.PAUSE) {
            // It holds messages that the rollback has given back, and the pool would give it out again.
            ((JmsPoolSession) session).internalClose(true);
            pause(PAUSE_AFTER_REFUSAL_MS);
            throw new Anew("the broker refused what was sent: attaching again");
        }
        if (inOrder.holds(channel)) {
            // The client would route its prefetched messages before those that were just rolled back.
            throw new InOrder.BeginAnew("attaching again, to keep the order");
        }
    }

    /** Makes the listener container attach again. The reason is logged already. */
    static final class Anew extends JMSException {
        Anew(String reason) {
            super(reason);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
