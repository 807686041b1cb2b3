package io.stagedoor.broker;

/**
 * A queue at one moment.
 *
 * @param messages that it holds, those under way to a consumer and those scheduled for later included
 */
public record QueueState(long messages, int consumers) {}
