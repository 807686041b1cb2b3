package io.stagedoor.routing.consumer;

import io.stagedoor.routing.poison.UnreadableMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.concurrent.TimeUnit;

/**
 * What follows the first event of a batch: what is at hand. In a backlog the broker may be slower than the route, so that
 * nothing is at hand though more is on its way: a batch that has used up half of what is sent ahead waits for it, a moment.
 * Without that a heap of 512 MB has ten events to a commit.
 */
final class Following {

    /**
     * Some times what the broker needs to send more. For all of a batch: live events that come one by one, each in time,
     * would keep it open until it is full, and the first one would wait for the last.
     */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final MessageConsumer consumer;
    private final int backlog;
    private long patience = PATIENCE_NS;

    /** @param backlog a batch of at least so many is part of a backlog */
    Following(MessageConsumer consumer, int backlog) {
        this.consumer = consumer;
        this.backlog = backlog;
    }

    /**
     * @param taken how many the batch has
     * @return null where nothing is at hand
     */
    Message next(int taken) throws JMSException, UnreadableMessage {
        Message atHand = UnreadableMessage.tellApart(consumer::receiveNoWait);
        long ms = TimeUnit.NANOSECONDS.toMillis(patience); // To wait 0 ms would be to wait for ever.
        if (atHand != null || taken < backlog || ms <= 0) {
            return atHand;
        }
        long start = System.nanoTime();
        Message late = UnreadableMessage.tellApart(() -> consumer.receive(ms));
        patience -= System.nanoTime() - start;
        return late;
    }
}
