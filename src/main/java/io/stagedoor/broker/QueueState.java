package io.stagedoor.broker;

/**
 * A queue at one moment.
 *
 * @param messages that it holds, those under way to a consumer and those scheduled for later included
 * @param scheduled those of them that the broker keeps back until they are due
 * @param paused the broker gives none of them out
 */
public record QueueState(long messages, long scheduled, int consumers, boolean paused) {}
