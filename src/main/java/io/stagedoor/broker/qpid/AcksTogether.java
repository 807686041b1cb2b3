package io.stagedoor.broker.qpid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Sends the acknowledgements of a transacted session several at a time, and does not wait for their completion. Qpid
 * JMS sends one and waits at each {@code receive}: a packet and two thread switches for each event.
 *
 * <pre>
 *   Qpid JMS   receive, ack, wait    receive, ack, wait    …    send    commit, wait
 *   here       receive               receive               …    acks, send       commit, wait
 * </pre>
 *
 * For the broker nothing changes: an acknowledgement takes effect when its transaction ends (AMQP 1.0, 4.4.2), and one
 * sent before the end on the same connection arrives before it. This class sends them when half of the prefetched
 * messages are used up, so that the broker can send more; before the transaction sends a message; and before the
 * transaction ends or a consumer stops.
 *
 * <p>It never sends one after a message: Artemis 2.55 processes messages in another thread, and if both queues are
 * paging, it loses in memory what the transaction adds to its queues, until a restart (decision 0027).
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

    /** Sends them too: Qpid JMS returns to the broker only those messages that it knows as acknowledged. */
    @Override
    public void rollback(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
            throws ProviderException {
        Unsent unsent = transacted.get(transaction.getSessionId());
        unsent.send();
        super.rollback(transaction, following, unsent.forgottenWith(request));
    }

    /** Precedes a rollback. After the stop, no acknowledgement may follow: it would let the broker send more. */
    @Override
    public void stop(JmsResource resource, AsyncResult request) throws ProviderException {
        sendOf(resource);
        super.stop(resource, request);
    }

    /** Sends them first, so that Qpid JMS keeps a consumer of a transaction open until the transaction ends. */
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

        /** For the commit. An event whose acknowledgement failed comes again, and must not count as committed. */
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

        /** For the rollback, which completes after them: their failures do not concern the next transaction. */
        AsyncResult forgottenWith(AsyncResult rollback) {
            return new Result(
                    () -> {
                        failure = null;
                        rollback.onSuccess();
                    },
                    rollback::onFailure);
        }
    }
}
