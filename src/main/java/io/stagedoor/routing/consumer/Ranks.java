package io.stagedoor.routing.consumer;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.BitSet;

/**
 * Ranks the consumers of a channel in this process. By Artemis' consumer priority, the broker delivers an event to the
 * first one that has room:
 *
 * <pre>
 *   live       ─▶ first                  events that arrive during its commit form its next batch
 *   a backlog  ─▶ first, second, third   all of them at once
 * </pre>
 *
 * If they took turns, each live event would have a commit of its own.
 */
final class Ranks {

    private final BitSet taken = new BitSet();

    /**
     * Creates a consumer with the best free rank. Closing it frees the rank.
     *
     * @param selector of its messages; null for all
     */
    MessageConsumer consumer(Session session, String queue, String selector) throws JMSException {
        int rank = take();
        try {
            Queue ranked = session.createQueue(queue + "?consumer-priority=" + -rank);
            return new Ranked(session.createConsumer(ranked, selector), rank);
        } catch (JMSException | RuntimeException e) {
            free(rank);
            throw e;
        }
    }

    private synchronized int take() {
        int rank = taken.nextClearBit(0);
        taken.set(rank);
        return rank;
    }

    private synchronized void free(int rank) {
        taken.clear(rank);
    }

    private final class Ranked implements MessageConsumer {

        private final MessageConsumer consumer;
        private final int rank;
        private boolean closed;

        Ranked(MessageConsumer consumer, int rank) {
            this.consumer = consumer;
            this.rank = rank;
        }

        /** Idempotent. */
        @Override
        public void close() throws JMSException {
            if (!closed) {
                closed = true;
                try {
                    consumer.close();
                } finally {
                    free(rank);
                }
            }
        }

        @Override
        public Message receive() throws JMSException {
            return consumer.receive();
        }

        @Override
        public Message receive(long timeout) throws JMSException {
            return consumer.receive(timeout);
        }

        @Override
        public Message receiveNoWait() throws JMSException {
            return consumer.receiveNoWait();
        }

        @Override
        public String getMessageSelector() throws JMSException {
            return consumer.getMessageSelector();
        }

        @Override
        public MessageListener getMessageListener() throws JMSException {
            return consumer.getMessageListener();
        }

        @Override
        public void setMessageListener(MessageListener listener) throws JMSException {
            consumer.setMessageListener(listener);
        }
    }
}
