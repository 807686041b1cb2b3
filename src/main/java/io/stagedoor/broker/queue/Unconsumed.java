package io.stagedoor.broker.queue;

import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A queue with messages in it that nothing consumes: of an address that nobody meant, or of a route that is gone. */
public record Unconsumed(String queue, QueueState state) {

    /** Whose messages are to stay: dead letters and ids; turns are empty; and what the broker has for itself. */
    private static final List<String> KEPT =
            List.of(QueueNames.DEAD_LETTER, QueueNames.SEEN, QueueNames.LEASE, "activemq.", "$");

    /**
     * In order of their names.
     *
     * @param known says of a queue that somebody works it, even if he has not come yet or makes a pause
     */
    public static List<Unconsumed> of(Map<String, QueueState> queues, Predicate<String> known) {
        return queues.entrySet().stream()
                .filter(queue ->
                        queue.getValue().messages() > 0 && queue.getValue().consumers() == 0)
                .filter(queue -> KEPT.stream().noneMatch(queue.getKey()::startsWith) && !known.test(queue.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(queue -> new Unconsumed(queue.getKey(), queue.getValue()))
                .toList();
    }

    /** What is the case, and what to do. */
    public String warning() {
        long messages = state.messages();
        return messages + (messages == 1 ? " message waits" : " messages wait") + " in the queue " + queue
                + ", which nothing consumes: write a route for it, or take them out with an AMQP client";
    }
}
