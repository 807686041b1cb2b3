package io.stagedoor.broker.qpid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.qpid.jms.message.JmsInboundMessageDispatch;
import org.apache.qpid.jms.message.JmsOutboundMessageDispatch;
import org.apache.qpid.jms.meta.JmsConsumerInfo;
import org.apache.qpid.jms.meta.JmsResource;
import org.apache.qpid.jms.meta.JmsSessionId;
import org.apache.qpid.jms.meta.JmsSessionInfo;
import org.apache.qpid.jms.meta.JmsTransactionInfo;
import org.apache.qpid.jms.provider.AsyncResult;
import org.apache.qpid.jms.provider.Provider;
import org.apache.qpid.jms.provider.ProviderConstants.ACK_TYPE;
import org.apache.qpid.jms.provider.ProviderException;
import org.apache.qpid.jms.provider.ProviderWrapper;

/**
 * Sends the acknowledgements of a transacted session several at a time, and waits for none of them. Qpid JMS does both
 * at each {@code receive}: a packet and two changes of thread for each event.
 *
 * <pre>
 *   Qpid JMS   receive, ack, wait    receive, ack, wait    …    send    commit, wait
 *   here       receive               receive               …    acks, send       commit, wait
 * </pre>
 *
 * To the broker it is the same: in a transaction an acknowledgement has no effect before its end (AMQP 1.0, 4.4.2), and
 * what was said before the end on the same connection arrives before it. They are sent when half of what the broker
 * sends ahead is used up, so that more comes meanwhile, before the transaction sends anything, and before whatever ends
 * it or stops a consumer.
 *
 * <p>Never behind a message that is sent: Artemis 2.55 works on that in another thread, and where both queues are on
 * pages it then loses what the transaction adds to its queues in memory, until it is started anew (decision 0027).
 */
final class AcksTogether extends ProviderWrapper<Provider> {

    private final Map<JmsSessionId, Unsent> transacted = new ConcurrentHashMap<>();

    AcksTogether(Provider next) {
        super(next);
    }

    @Override
    public void create(JmsResource resource, AsyncResult request) throws ProviderException {
        if (resource instanceof JmsSessionInfo session && session.isTransacted()) {
            transacted.put(session.getId(), new Unsent());
        }
        super.create(resource, request);
    }

    @Override
    public void acknowledge(JmsInboundMessageDispatch message, ACK_TYPE type, AsyncResult request)
            throws ProviderException {
        Unsent unsent = transacted.get(message.getConsumerId().getParentId());
        if (unsent == null || type != ACK_TYPE.ACCEPTED) {
            super.acknowledge(message, type, request);
            return;
        }
        unsent.add(message);
        request.onSuccess();
    }

    @Override
    public void send(JmsOutboundMessageDispatch message, AsyncResult request) throws ProviderException {
        Unsent unsent = transacted.get(message.getProducerId().getParentId());
        if (unsent != null) {
            unsent.send();
        }
        super.send(message, request);
    }

    @Override
    public void commit(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
            throws ProviderException {
        Unsent unsent = transacted.get(transaction.getSessionId());
        unsent.send();
        super.commit(transaction, following, unsent.unlessFailed(request));
    }

    /** Sent all the same: only of what it knows does Qpid JMS tell the broker that it is to be given out again. */
    @Override
    public void rollback(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
            throws ProviderException {
        Unsent unsent = transacted.get(transaction.getSessionId());
        unsent.send();
        super.rollback(transaction, following, unsent.forgottenWith(request));
    }

    /** For a rollback: once it is stopped, nothing may let the broker send more, as an acknowledgement does. */
    @Override
    public void stop(JmsResource resource, AsyncResult request) throws ProviderException {
        sendOf(resource);
        super.stop(resource, request);
    }

    /** A consumer that is part of a transaction stays open until its end; it must be known to be one. */
    @Override
    public void destroy(JmsResource resource, AsyncResult request) throws ProviderException {
        sendOf(resource);
        super.destroy(resource, request);
        if (resource instanceof JmsSessionInfo session) {
            transacted.remove(session.getId());
        }
    }

    private void sendOf(JmsResource resource) throws ProviderException {
        if (resource instanceof JmsConsumerInfo consumer && transacted.containsKey(consumer.getParentId())) {
            transacted.get(consumer.getParentId()).send();
        }
    }

    private void sendNow(JmsInboundMessageDispatch message, AsyncResult result) throws ProviderException {
        super.acknowledge(message, ACK_TYPE.ACCEPTED, result);
    }

    /** The acknowledgements of a session. */
    private final class Unsent {

        private final List<JmsInboundMessageDispatch> messages = new ArrayList<>();
        private volatile ProviderException failure;

        synchronized void add(JmsInboundMessageDispatch message) throws ProviderException {
            messages.add(message);
            if (messages.size() * 2 >= message.getConsumerInfo().getPrefetchSize()) {
                send();
            }
        }

        synchronized void send() throws ProviderException {
            for (JmsInboundMessageDispatch message : messages) {
                sendNow(message, new Result(() -> {}, cause -> failure = cause));
            }
            messages.clear();
        }

        /** Of the commit: what was not acknowledged comes again, so that the events must not count as committed. */
        AsyncResult unlessFailed(AsyncResult commit) {
            return new Result(
                    () -> {
                        ProviderException cause = failure;
                        failure = null;
                        if (cause == null) {
                            commit.onSuccess();
                        } else {
                            commit.onFailure(cause);
                        }
                    },
                    commit::onFailure);
        }

        /** Of the rollback, whose result comes after theirs: the next transaction has not failed. */
        AsyncResult forgottenWith(AsyncResult rollback) {
            return new Result(
                    () -> {
                        failure = null;
                        rollback.onSuccess();
                    },
                    rollback::onFailure);
        }
    }

    private static final class Result implements AsyncResult {

        private final Runnable success;
        private final Consumer<ProviderException> failure;
        private volatile boolean complete;

        Result(Runnable success, Consumer<ProviderException> failure) {
            this.success = success;
            this.failure = failure;
        }

        @Override
        public void onSuccess() {
            complete = true;
            success.run();
        }

        @Override
        public void onFailure(ProviderException cause) {
            complete = true;
            failure.accept(cause);
        }

        @Override
        public boolean isComplete() {
            return complete;
        }
    }
}
