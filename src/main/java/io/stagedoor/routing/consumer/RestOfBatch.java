package io.stagedoor.routing.consumer;

import io.stagedoor.routing.poison.UnreadableMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.concurrent.TimeUnit;

/**
 * Takes the messages that follow the first one of a batch, as long as one is available.
 *
 * <p>In a backlog the broker may be slower than the route, so that none is available although more are on the way. A
 * batch that has used up half of the prefetched messages therefore waits a moment. Without this, a program with a heap
 * of 512 MB has ten events to a commit.
 */
final class RestOfBatch {

    /**
     * Several times what the broker needs to send more. It is the limit for the whole batch: otherwise live events,
     * each in time, would keep it open until it is full, and the first one would wait for the last.
     */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final MessageConsumer consumer;
    private final int backlog;
    private long patience = PATIENCE_NS;

    /** @param backlog a batch of at least this many is part of a backlog */
    RestOfBatch(MessageConsumer consumer, int backlog) {
        this.consumer = consumer;
        this.backlog = backlog;
    }

    /**
     * @param taken how many messages the batch has
     * @return null if none is available
     */
    Message next(int taken) throws JMSException, UnreadableMessage {
        Message atHand = UnreadableMessage.tellApart(consumer::receiveNoWait);
        long ms = TimeUnit.NANOSECONDS.toMillis(patience); // A time-out of 0 ms would wait for ever.
        if (atHand != null || taken < backlog || ms <= 0) {
            return atHand;
        }
        long start = System.nanoTime();
        Message late = UnreadableMessage.tellApart(() -> consumer.receive(ms));
        patience -= System.nanoTime() - start;
        return late;
    }
}
