package io.stagedoor.routing;

import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.support.JmsUtils;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Several events to a commit: a commit waits for the broker's disk, and one for fifty events costs what one for one
 * event costs.
 *
 * <pre>
 *   the first, waited for ─▶ route ─┐
 *   what is at hand       ─▶ route ─┤ at most {@code batch}, see {@link Following}
 *   what is at hand       ─▶ route ─┴─▶ commit, or roll all of them back
 * </pre>
 *
 * The session is bound to the thread for the whole batch: that is what makes the sends of a route part of the
 * transaction (Spring's JmsTemplate looks for it), and without it each send would open a session of its own.
 */
final class BatchListenerContainer extends DefaultJmsMessageListenerContainer {

    /** A rolled back batch comes again at once; without a pause a standing fault would burn a core. */
    private static final long PAUSE_AFTER_ROLLBACK_MS = 200;

    private final int batch;
    private final int backlog;
    private final Quarantine quarantine;
    private final SeenEvents seen;
    private final InOrder inOrder;
    private final Watch watch;
    private final Worker worker;
    private final Ranks ranks = new Ranks();

    /**
     * @param batch the most events in one transaction, at least 1
     * @param backlog a batch of at least so many is part of a backlog
     */
    BatchListenerContainer(
            JmsEndpoint endpoint,
            int batch,
            int backlog,
            Quarantine quarantine,
            SeenEvents seen,
            InOrder inOrder,
            Watch watch) {
        super(endpoint);
        this.inOrder = inOrder;
        this.watch = watch;
        this.worker = new Worker("channel " + endpoint.getDestinationName());
        this.batch = batch;
        this.backlog = backlog;
        this.seen = seen;
        this.quarantine = quarantine;
    }

    @Override
    public void initialize() {
        if (inOrder.holds(getDestinationName())) {
            setConcurrentConsumers(1);
            setMaxConcurrentConsumers(1);
        }
        watch.add(worker);
        super.initialize();
    }

    @Override
    public void shutdown() {
        super.shutdown();
        watch.remove(worker);
    }

    @Override
    protected MessageConsumer createListenerConsumer(Session session) throws JMSException {
        if (inOrder.holds(getDestinationName())) {
            inOrder.take(session, getDestinationName());
        }
        return super.createListenerConsumer(session);
    }

    @Override
    protected MessageConsumer createConsumer(Session session, Destination destination) throws JMSException {
        return ranks.consumer(session, getDestinationName());
    }

    @Override
    protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
        if (failure instanceof InOrder.BeginAnew) {
            worker.connected(true); // Another replica consumes; this one takes over when it must.
            logger.debug(failure.getMessage());
        } else {
            worker.connected(false);
            super.handleListenerSetupFailure(failure, alreadyRecovered);
        }
    }

    @Override
    protected boolean doReceiveAndExecute(
            Object invoker, Session session, MessageConsumer consumer, TransactionStatus status) throws JMSException {
        worker.connected(true);
        worker.begins();
        try {
            return routeBatch(invoker, session, consumer);
        } catch (UnreadableMessage unreadable) {
            // The JMS client accepted the message before it looked at it: to commit now would lose it. And with this
            // consumer gone, the broker gives it to the quarantine the sooner.
            JmsUtils.rollbackIfNecessary(session);
            JmsUtils.closeMessageConsumer(consumer);
            quarantine.sweep(getDestinationName());
            throw unreadable.reopen();
        } finally {
            worker.rests();
        }
    }

    private boolean routeBatch(Object invoker, Session session, MessageConsumer consumer)
            throws JMSException, UnreadableMessage {
        Message first = UnreadableMessage.tellApart(() -> receiveMessage(consumer));
        if (first == null) {
            noMessageReceived(invoker, session);
            quarantine.lookWhenIdle(getDestinationName());
            return false;
        }
        messageReceived(invoker, session);
        TransactionSynchronizationManager.bindResource(obtainConnectionFactory(), new JmsResourceHolder(session));
        Batch events = seen.open(getDestinationName());
        try {
            routeAll(session, consumer, first, events);
        } catch (UnreadableMessage unreadable) {
            throw unreadable;
        } catch (Throwable failure) {
            // First: the broker gives them to another consumer at once, and that one must not wait for this.
            events.rolledBack();
            rollback(session, failure);
        } finally {
            events.rolledBack(); // Where it was committed, this finds nothing to do.
            seen.close();
            TransactionSynchronizationManager.unbindResource(obtainConnectionFactory());
        }
        return true;
    }

    private void routeAll(Session session, MessageConsumer consumer, Message first, Batch events)
            throws JMSException, UnreadableMessage {
        Following following = new Following(consumer, backlog);
        Message message = first;
        for (int routed = 1; message != null; routed++) {
            try {
                invokeListener(session, message);
                events.kept().keepAll();
            } finally {
                events.passed();
            }
            if (events.contended()) {
                events.rolledBack();
                JmsUtils.rollbackIfNecessary(session);
                return;
            }
            message = routed < batch && !events.full() ? following.next(routed) : null;
        }
        if (!events.commit(session)) {
            events.rolledBack();
            JmsUtils.rollbackIfNecessary(session);
        }
    }

    private void rollback(Session session, Throwable failure) throws JMSException {
        JmsUtils.rollbackIfNecessary(session);
        handleListenerException(failure);
        if (failure instanceof JMSException broken) {
            throw broken; // Tells the container to open the connection anew.
        }
        pause();
        if (inOrder.holds(getDestinationName())) {
            // What the client has in hand would be routed before what has just been given back.
            throw new InOrder.BeginAnew("consuming anew, in order");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ROLLBACK_MS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
