package io.stagedoor.wire;

import java.util.List;

/**
 * The names of all queues of this program. A queue and its address have the same name. The contract names the queues of
 * channels.
 */
public final class QueueNames {

    /** Prefix of the queue of each destination. */
    public static final String DESTINATION = "deliver/";

    /** Prefix of the dead-letter queues. The name of the channel's or destination's queue follows. */
    public static final String DEAD_LETTER = "dead-letter/";

    /** Where the broker puts rejected messages of queues that have no dead-letter queue; see {@code broker.xml}. */
    public static final String DEAD_LETTER_OF_BROKER = DEAD_LETTER + "broker";

    /** Prefix of the queues with the ids of a channel's routed events. */
    public static final String SEEN = "seen/";

    /** Prefix of the lease of a queue, whose name follows. One consumer of all replicas may attach to it. */
    public static final String LEASE = "turn/";

    /** Prefix of the queues with the history of a destination's attempts. */
    public static final String HISTORY = "history/";

    /** The queue with what can be found where in the queues of the history. No destination has such a name. */
    public static final String HISTORY_INDEX = HISTORY + "_index";

    /** Part of the names of queues for parked events: below the destination's queue, one for each key. */
    public static final String PARKED = "/parked/";

    /** The address of the program's own channel: events about itself, for its operator. */
    public static final String OPERATOR_EVENTS = "stagedoor/operator";

    private static final String COMMIT = "commit/";

    /** Beginnings that no channel's address may have. */
    public static final List<String> RESERVED = List.of(DESTINATION, DEAD_LETTER, SEEN, LEASE, HISTORY);

    private QueueNames() {}

    public static String destination(String name) {
        return DESTINATION + name;
    }

    /** Whether the address belongs to a destination. */
    public static boolean isDestination(String queue) {
        return queue.startsWith(DESTINATION);
    }

    /** @param queue of a destination */
    public static String destinationOf(String queue) {
        return queue.substring(DESTINATION.length());
    }

    /** @param queue of a channel or of a destination */
    public static String deadLetter(String queue) {
        return DEAD_LETTER + queue;
    }

    public static boolean isDeadLetter(String queue) {
        return queue.startsWith(DEAD_LETTER);
    }

    /**
     * The queue whose dead letters it holds.
     *
     * @param queue of dead letters
     */
    public static String originOf(String queue) {
        return queue.substring(DEAD_LETTER.length());
    }

    /** @param channel its address */
    public static String seen(String channel) {
        return SEEN + channel;
    }

    /** @param destination its name */
    public static String history(String destination) {
        return HISTORY + destination;
    }

    /** Whether it is one of the history's queues, the index included. */
    public static boolean isHistory(String queue) {
        return queue.startsWith(HISTORY);
    }

    public static String lease(String queue) {
        return LEASE + queue;
    }

    /**
     * The lease that lets one process, of all replicas, commit the events it has routed.
     *
     * @param channel its address
     */
    public static String leaseToCommit(String channel) {
        return LEASE + COMMIT + channel;
    }

    /** The prefix of the queues of its parked events; the key follows. */
    public static String parked(String destinationQueue) {
        return destinationQueue + PARKED;
    }

    public static boolean isParked(String queue) {
        return queue.contains(PARKED);
    }
}
