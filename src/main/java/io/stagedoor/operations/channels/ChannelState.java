package io.stagedoor.operations.channels;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.contract.Channel;
import io.stagedoor.operations.Installation;
import java.time.Duration;
import java.util.Set;

/**
 * A channel of the contract, its route and its queue.
 *
 * @param name its key in the contract
 * @param address in the contract, perhaps with parameters; "" if it has none
 * @param channel null if it cannot be served
 * @param notServed why it cannot be served; null if it can
 * @param route null if no route consumes it
 * @param queue null if it has parameters in its address, and so no queue of its own, or cannot be served
 * @param deadLetters in its dead-letter queue
 * @param rate events that left the queue in a second, at all replicas, over the last 30 seconds; null if unknown
 * @param oldest for how long its oldest event has waited; null if unknown or none waits
 */
public record ChannelState(
        String name,
        String address,
        Channel channel,
        String notServed,
        Installation.ChannelRoute route,
        QueueState queue,
        long deadLetters,
        Double rate,
        Duration oldest) {

    /** Names of the destinations that its route can choose; without those whose address it calculates. */
    public Set<String> destinations() {
        return route == null ? Set.of() : route.destinations();
    }
}
