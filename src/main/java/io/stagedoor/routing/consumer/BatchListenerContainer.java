package io.stagedoor.routing.consumer;

import io.stagedoor.routing.poison.BatchMessages;
import io.stagedoor.routing.poison.Blame;
import io.stagedoor.routing.poison.Quarantine;
import io.stagedoor.routing.poison.Received;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.poison.UnreadableMessage;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.support.JmsUtils;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Consumes a channel in batches, with one commit for each. A commit waits for the broker's disk, and costs the same for
 * fifty events as for one.
 *
 * <pre>
 *   first, waited for     ─▶ route ─┐
 *   next available        ─▶ route ─┤ at most {@code batch}, see {@link RestOfBatch}
 *   next available        ─▶ route ─┴─▶ commit, or roll all of them back
 * </pre>
 *
 * The session is bound to the thread for the whole batch. Spring's JmsTemplate finds it there, so that the sends of a
 * route are part of the transaction; otherwise each send would open its own session.
 */
final class BatchListenerContainer extends DefaultJmsMessageListenerContainer {

    /** A rolled back batch comes again at once; without a pause, a lasting fault would use up a processor core. */
    private static final long PAUSE_AFTER_ROLLBACK_MS = 200;

    private static final long RECONNECT_MS = 2_000;

    private final int batch;
    private final int backlog;
    private final Quarantine quarantine;
    private final SeenEvents seen;
    private final InOrder inOrder;
    private final Watch watch;
    private final Worker worker;
    private final Suspects suspects;
    private final SetAside setAside;
    private final Blame blame;
    private final Ranks ranks = new Ranks();
    private final RepeatedLines lines = new RepeatedLines(Duration.ofMinutes(1), 1, System::nanoTime);

    /**
     * @param batch the most events in one transaction, at least 1
     * @param backlog a batch of at least this many is part of a backlog
     */
    BatchListenerContainer(
            JmsEndpoint endpoint,
            int batch,
            int backlog,
            Quarantine quarantine,
            SeenEvents seen,
            InOrder inOrder,
            Suspects suspects,
            SetAside setAside,
            Watch watch) {
        super(endpoint);
        this.inOrder = inOrder;
        this.watch = watch;
        this.worker = new Worker("channel " + endpoint.getDestinationName());
        this.batch = batch;
        this.backlog = backlog;
        this.seen = seen;
        this.quarantine = quarantine;
        this.suspects = suspects;
        this.setAside = setAside;
        this.blame = new Blame(endpoint, suspects, worker);
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
        return ranks.consumer(session, getDestinationName(), getMessageSelector());
    }

    @Override
    protected void handleListenerSetupFailure(Throwable failure, boolean alreadyRecovered) {
        if (failure instanceof InOrder.BeginAnew) {
            worker.connected(true); // Another replica consumes; this one takes over if necessary.
            worker.progresses();
            logger.debug(failure.getMessage());
        } else if (failure instanceof Anew) {
            logger.debug(failure.getMessage());
        } else {
            worker.connected(false);
            boolean said = watch.brokerAway() || lines.ask(failure.getMessage()).isEmpty();
            super.handleListenerSetupFailure(failure, alreadyRecovered || said); // It then logs at DEBUG.
        }
    }

    /** As inherited, but without a log line for each try: one line reports the broker's absence for all channels. */
    @Override
    protected void refreshConnectionUntilSuccessful() {
        BackOffExecution pauses = new FixedBackOff(RECONNECT_MS, FixedBackOff.UNLIMITED_ATTEMPTS).start();
        while (isRunning()) {
            try {
                if (sharedConnectionEnabled()) {
                    refreshSharedConnection();
                } else {
                    JmsUtils.closeConnection(createConnection());
                }
                return;
            } catch (Exception away) {
                logger.debug("the broker of " + getDestinationName() + " is away", away);
            }
            applyBackOffTime(pauses);
        }
    }

    @Override
    protected boolean doReceiveAndExecute(
            Object invoker, Session session, MessageConsumer consumer, TransactionStatus status) throws JMSException {
        worker.connected(true);
        if (watch.obstacle().isPresent()) {
            pause(); // Routing takes more disk than it frees: a copy for each destination.
            return false;
        }
        worker.begins();
        try {
            return routeBatch(invoker, session, consumer);
        } catch (UnreadableMessage unreadable) {
            // The JMS client accepted the message before it decoded it: a commit would lose it. Without this consumer,
            // the broker delivers it to the quarantine sooner.
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
        quarantine.lookWhenDue(getDestinationName());
        if (first == null) {
            if (getMessageSelector() != null) {
                worker.progresses(); // The waiting messages may not match its selector.
            }
            noMessageReceived(invoker, session);
            return false;
        }
        messageReceived(invoker, session);
        TransactionSynchronizationManager.bindResource(obtainConnectionFactory(), new JmsResourceHolder(session));
        try {
            routeBatch(session, consumer, first);
        } finally {
            TransactionSynchronizationManager.unbindResource(obtainConnectionFactory());
        }
        return true;
    }

    private void routeBatch(Session session, MessageConsumer consumer, Message first)
            throws JMSException, UnreadableMessage {
        Batch events = seen.open(getDestinationName());
        BatchMessages messages = new BatchMessages();
        try {
            routeAll(session, consumer, first, events, messages);
        } catch (UnreadableMessage unreadable) {
            suspects.doubt(getDestinationName(), messages.all()); // The messages before it, which are rolled back too.
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
            boolean alone = suspects.isAlone(getDestinationName(), received);
            try {
                route(session, received);
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
            message = routed < batch && !alone && !events.full() ? rest.next(routed) : null;
        }
        if (events.commit(session)) {
            blame.committed(messages.all());
        } else {
            events.rolledBack();
            JmsUtils.rollbackIfNecessary(session);
        }
    }

    private void route(Session session, Received received) throws JMSException {
        Optional<String> error = suspects.error(getDestinationName(), received);
        if (error.isPresent()) {
            setAside.deadLetter(getDestinationName(), blame.route(), received.message(), session, error.get());
        } else {
            invokeListener(session, received.message());
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
            logger.debug("the session ended with what the broker refused", gone);
        }
        Blame.Then then = blame.failed(messages, failure);
        if (then == Blame.Then.QUARANTINE) {
            throw new UnreadableMessage(failure);
        }
        if (then == Blame.Then.PAUSE) {
            pause();
            // The broker closes the link on which it refuses a message, and the session would continue to use that
            // link.
            throw new Anew("the broker refused what was sent: attaching again");
        }
        if (inOrder.holds(getDestinationName())) {
            // The client would route its prefetched messages before those that were just rolled back.
            throw new InOrder.BeginAnew("attaching again, to keep the order");
        }
    }

    /** Makes the listener container attach again. The reason is logged already. */
    private static final class Anew extends JMSException {
        Anew(String reason) {
            super(reason);
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
