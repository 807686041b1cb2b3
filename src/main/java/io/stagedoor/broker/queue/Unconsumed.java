package io.stagedoor.broker.queue;

import io.stagedoor.text.Plural;
import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A queue with messages and without a consumer: sent to a wrong address, or left by a removed route. */
public record Unconsumed(String queue, QueueState state) {

    /** Queues that need no consumer: dead letters, ids, leases, the history, and the broker's own. */
    private static final List<String> WITHOUT_CONSUMER =
            List.of(QueueNames.DEAD_LETTER, QueueNames.SEEN, QueueNames.LEASE, QueueNames.HISTORY, "activemq.", "$");

    /**
     * Finds such queues, in order of their names.
     *
     * @param known whether the program serves a queue, even if its consumer is not attached at the moment
     */
    public static List<Unconsumed> of(Map<String, QueueState> queues, Predicate<String> known) {
        return queues.entrySet().stream()
                .filter(queue ->
                        queue.getValue().messages() > 0 && queue.getValue().consumers() == 0)
                .filter(queue ->
                        WITHOUT_CONSUMER.stream().noneMatch(queue.getKey()::startsWith) && !known.test(queue.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(queue -> new Unconsumed(queue.getKey(), queue.getValue()))
                .toList();
    }

    /** Says what is wrong and what to do. */
    public String warning() {
        return Plural.of(state.messages(), "message waits", "messages wait") + " in the queue " + queue
                + ", which nothing consumes: write a route for it, or take them out with an AMQP client";
    }
}
