package io.stagedoor.cli;

import io.stagedoor.broker.QueueState;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code stagedoor channels}.
 *
 * @param channel its name; empty for a dead-letter queue
 * @param state empty where no broker answered, or where it has no such queue
 */
record ChannelRow(String channel, String queue, List<String> actions, Optional<QueueState> state) {}
