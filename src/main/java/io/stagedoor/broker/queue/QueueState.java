package io.stagedoor.broker.queue;

/**
 * A queue at one moment.
 *
 * @param messages that it holds, those under way to a consumer and those scheduled for later included
 * @param delivering those of them that a consumer has and has not settled
 * @param scheduled those of them that the broker keeps back until they are due
 * @param paused the broker gives none of them out
 */
public record QueueState(long messages, long delivering, long scheduled, int consumers, boolean paused) {

    /** An empty one that nobody works. */
    public static final QueueState NONE = new QueueState(0, 0, 0, 0, false);
}
