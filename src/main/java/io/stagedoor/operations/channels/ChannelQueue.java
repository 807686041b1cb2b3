package io.stagedoor.operations.channels;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.text.Plural;
import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Optional;

/**
 * What the broker says of a queue that belongs to a channel, to its dead letters, or to nobody.
 *
 * @param channel its name; empty for a dead-letter queue, and for a queue that belongs to no channel
 * @param estimated whether the broker keeps part of the queue on its disk, which it does not count exactly
 * @param state empty when no broker answered, or when it has no such queue
 */
public record ChannelQueue(
        String channel, String queue, List<String> actions, Optional<QueueState> state, boolean estimated) {

    public boolean isDeadLetters() {
        return channel.isEmpty() && QueueNames.isDeadLetter(queue);
    }

    /** Whether it holds messages that nothing consumes. */
    public boolean isUnconsumed() {
        return channel.isEmpty() && !isDeadLetters();
    }

    /** A note about events that their producer sent with a delivery time; empty when there are none. */
    public Optional<String> waiting() {
        long scheduled =
                channel.isEmpty() ? 0 : state.map(QueueState::scheduled).orElse(0L);
        return scheduled == 0
                ? Optional.empty()
                : Optional.of("stagedoor: "
                        + Plural.of(scheduled, "event waits", "events wait") + " in " + queue
                        + " for the delivery time that the producer set");
    }
}
