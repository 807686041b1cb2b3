package io.stagedoor.broker.queue;

/**
 * The state of a queue at one moment.
 *
 * @param messages in the queue, including those at a consumer and scheduled ones
 * @param delivering those of them that a consumer holds and has not settled
 * @param scheduled those of them that the broker holds until they are due
 * @param paused whether the broker delivers none of them
 */
public record QueueState(long messages, long delivering, long scheduled, int consumers, boolean paused) {

    /** An empty queue without consumers. */
    public static final QueueState NONE = new QueueState(0, 0, 0, 0, false);
}
