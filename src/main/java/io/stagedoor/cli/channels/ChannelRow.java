package io.stagedoor.cli.channels;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code stagedoor channels}.
 *
 * @param channel its name; empty for a dead-letter queue, and for one that is no channel's
 * @param estimated whether the broker has a part of it on its disk, and does not count that
 * @param state empty where no broker answered, or where it has no such queue
 */
record ChannelRow(String channel, String queue, List<String> actions, Optional<QueueState> state, boolean estimated) {

    boolean isDeadLetters() {
        return channel.isEmpty() && QueueNames.isDeadLetter(queue);
    }

    /** There is something in it, and nothing consumes it. */
    boolean isUnconsumed() {
        return channel.isEmpty() && !isDeadLetters();
    }

    /** What the events of a channel wait for that a producer has sent with a delivery time, where there are any. */
    Optional<String> waiting() {
        long scheduled =
                channel.isEmpty() ? 0 : state.map(QueueState::scheduled).orElse(0L);
        return scheduled == 0
                ? Optional.empty()
                : Optional.of("stagedoor: " + scheduled + " in " + queue
                        + " wait for the delivery time that their producer gave them");
    }
}
