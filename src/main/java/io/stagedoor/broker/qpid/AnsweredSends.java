package io.stagedoor.broker.qpid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.qpid.jms.message.JmsOutboundMessageDispatch;
import org.apache.qpid.jms.meta.JmsResource;
import org.apache.qpid.jms.meta.JmsSessionId;
import org.apache.qpid.jms.meta.JmsSessionInfo;
import org.apache.qpid.jms.meta.JmsTransactionInfo;
import org.apache.qpid.jms.provider.AsyncResult;
import org.apache.qpid.jms.provider.Provider;
import org.apache.qpid.jms.provider.ProviderException;
import org.apache.qpid.jms.provider.ProviderWrapper;

/**
 * Commits a transaction only after the broker has accepted all messages sent in it. Qpid JMS does not wait for these
 * answers in a transaction: it tells the connection's exception listener of a refusal, and commits. Then it depends on
 * the broker whether the rest of the transaction takes effect, and the commit fails without the reason.
 *
 * <pre>
 *   all accepted   ─▶ commit
 *   one refused    ─▶ rollback; the commit fails with the broker's reason
 * </pre>
 *
 * After a refusal, close the session: its consumers still hold messages that the rollback gave back to the broker.
 */
final class AnsweredSends extends ProviderWrapper<Provider> {

    private final Map<JmsSessionId, Answers> transacted = new ConcurrentHashMap<>();
    private final Map<JmsOutboundMessageDispatch, Answers> unanswered = new ConcurrentHashMap<>();

    AnsweredSends(Provider next) {
        super(next);
    }

    @Override
    public void create(JmsResource resource, AsyncResult request) throws ProviderException {
        if (resource instanceof JmsSessionInfo session && session.isTransacted()) {
            transacted.put(session.getId(), new Answers());
        }
        super.create(resource, request);
    }

    @Override
    public void destroy(JmsResource resource, AsyncResult request) throws ProviderException {
        if (resource instanceof JmsSessionInfo session) {
            transacted.remove(session.getId());
        }
        super.destroy(resource, request);
    }

    @Override
    public void send(JmsOutboundMessageDispatch message, AsyncResult request) throws ProviderException {
        Answers answers = transacted.get(message.getProducerId().getParentId());
        if (answers == null || !message.isSendAsync() || message.isCompletionRequired()) {
            super.send(message, request);
            return;
        }
        message.setCompletionRequired(true);
        unanswered.put(message, answers);
        answers.expect();
        try {
            super.send(message, new Result(request::onSuccess, cause -> {
                answered(message, null); // Not sent: the caller gets the reason.
                request.onFailure(cause);
            }));
        } catch (ProviderException | RuntimeException notSent) {
            answered(message, null);
            throw notSent;
        }
    }

    @Override
    public void onCompletedMessageSend(JmsOutboundMessageDispatch message) {
        if (!answered(message, null)) {
            super.onCompletedMessageSend(message);
        }
    }

    @Override
    public void onFailedMessageSend(JmsOutboundMessageDispatch message, ProviderException cause) {
        if (!answered(message, cause)) {
            super.onFailedMessageSend(message, cause);
        }
    }

    /** Whether it is a message of a transaction. */
    private boolean answered(JmsOutboundMessageDispatch message, ProviderException cause) {
        Answers answers = unanswered.remove(message);
        if (answers != null) {
            answers.arrived(cause);
        }
        return answers != null;
    }

    @Override
    public void commit(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
            throws ProviderException {
        replace(transaction).whenComplete(refusal -> {
            try {
                if (refusal == null) {
                    super.commit(transaction, following, request);
                } else {
                    super.rollback(
                            transaction,
                            following,
                            new Result(() -> request.onFailure(refusal), rollback -> request.onFailure(refusal)));
                }
            } catch (ProviderException failure) {
                request.onFailure(failure);
            }
        });
    }

    @Override
    public void rollback(JmsTransactionInfo transaction, JmsTransactionInfo following, AsyncResult request)
            throws ProviderException {
        replace(transaction);
        super.rollback(transaction, following, request);
    }

    /** The answers of the transaction that ends. The next one starts without any. */
    private Answers replace(JmsTransactionInfo transaction) {
        Answers ended = transacted.replace(transaction.getSessionId(), new Answers());
        return ended == null ? new Answers() : ended; // The session is closed meanwhile: the provider says so.
    }

    private interface Outcome {
        /** @param refusal null if the broker has accepted everything */
        void complete(ProviderException refusal);
    }

    /** The broker's answers to the messages of one transaction. */
    private static final class Answers {

        private int expected;
        private ProviderException refusal;
        private Outcome then;

        synchronized void expect() {
            expected++;
        }

        void arrived(ProviderException cause) {
            Outcome outcome;
            synchronized (this) {
                expected--;
                if (refusal == null) {
                    refusal = cause;
                }
                outcome = expected == 0 ? then : null;
            }
            if (outcome != null) {
                outcome.complete(refusal);
            }
        }

        void whenComplete(Outcome outcome) {
            synchronized (this) {
                if (expected > 0) {
                    then = outcome;
                    return;
                }
            }
            outcome.complete(refusal);
        }
    }
}
