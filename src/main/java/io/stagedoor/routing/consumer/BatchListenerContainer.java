package io.stagedoor.routing.consumer;

import io.stagedoor.routing.poison.Blame;
import io.stagedoor.routing.poison.Quarantine;
import io.stagedoor.routing.poison.SetAside;
import io.stagedoor.routing.poison.Suspects;
import io.stagedoor.routing.poison.UnreadableMessage;
import io.stagedoor.routing.transaction.InOrder;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.messaginghub.pooled.jms.JmsPoolConnection;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.support.JmsUtils;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The consumers of a channel: they wait for events, hand them to the {@link BatchRouter}, and attach again after a
 * failure.
 *
 * <p>The session is bound to the thread for the whole batch. Spring's JmsTemplate finds it there, so that the sends of a
 * route are part of the transaction; otherwise each send would open its own session.
 */
final class BatchListenerContainer extends DefaultJmsMessageListenerContainer {

    private static final long PAUSE_MS = 200;

    private static final long RECONNECT_MS = 2_000;

    private final Quarantine quarantine;
    private final InOrder inOrder;
    private final Watch watch;
    private final Worker worker;
    private final BatchRouter router;
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
        this.quarantine = quarantine;
        this.router = new BatchRouter(
                endpoint.getDestinationName(),
                batch,
                backlog,
                seen,
                inOrder,
                suspects,
                setAside,
                new Blame(endpoint, suspects, worker),
                this::invokeListener);
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
        } else if (failure instanceof BatchRouter.Anew) {
            logger.debug(failure.getMessage());
        } else {
            worker.connected(false);
            boolean said = watch.brokerAway() || lines.ask(failure.getMessage()).isEmpty();
            super.handleListenerSetupFailure(failure, alreadyRecovered || said); // It then logs at DEBUG.
        }
    }

    /**
     * As inherited, with two differences. A connection that works stays: the consumers of the channel share it, and what
     * made one of them begin anew does not concern the others. And no log line for each try: one line reports the
     * broker's absence for all channels.
     */
    @Override
    protected void refreshConnectionUntilSuccessful() {
        BackOffExecution pauses = new FixedBackOff(RECONNECT_MS, FixedBackOff.UNLIMITED_ATTEMPTS).start();
        while (isRunning() && !isConnected()) {
            try {
                refreshSharedConnection();
                return;
            } catch (Exception away) {
                logger.debug("the broker of " + getDestinationName() + " is away", away);
            }
            applyBackOffTime(pauses);
        }
    }

    private boolean isConnected() {
        try {
            // The pool has closed it if another channel, which shared it, found it lost.
            Connection connection = ((JmsPoolConnection) getSharedConnection()).getConnection();
            return connection != null && connection.getMetaData() != null;
        } catch (JMSException | SharedConnectionNotInitializedException not) {
            return false;
        }
    }

    @Override
    protected boolean doReceiveAndExecute(
            Object invoker, Session session, MessageConsumer consumer, TransactionStatus status) throws JMSException {
        worker.connected(true);
        if (watch.obstacle().isPresent()) {
            BatchRouter.pause(PAUSE_MS); // Routing takes more disk than it frees: a copy for each destination.
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
            router.route(session, consumer, first);
        } finally {
            TransactionSynchronizationManager.unbindResource(obtainConnectionFactory());
        }
        return true;
    }
}
