package io.stagedoor.wire;

import java.util.List;

/** The names of all queues of this program, each of which is its address too. A channel's queue is named by the contract. */
public final class QueueNames {

    /** A queue a destination. */
    public static final String DESTINATION = "deliver/";

    /** A queue for the dead letters of each channel and of each destination; what follows is the queue they come from. */
    public static final String DEAD_LETTER = "dead-letter/";

    /** Where the broker itself sets aside what has no dead-letter queue of its own; see {@code broker.xml}. */
    public static final String DEAD_LETTER_OF_BROKER = DEAD_LETTER + "broker";

    /** The ids of a channel's events that were routed. */
    public static final String SEEN = "seen/";

    /** The lease of the queue whose name follows: a queue that one consumer, of all replicas, may have. */
    public static final String LEASE = "turn/";

    /** Below the queue of a destination: a queue a key, for events that wait for an earlier one. */
    public static final String PARKED = "/parked/";

    private static final String COMMIT = "commit/";

    /** No channel's address begins like one of these. */
    public static final List<String> RESERVED = List.of(DESTINATION, DEAD_LETTER, SEEN, LEASE);

    private QueueNames() {}

    public static String destination(String name) {
        return DESTINATION + name;
    }

    /** Whether what is sent to this address is for a destination. */
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
     * Where its dead letters come from.
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

    public static String lease(String queue) {
        return LEASE + queue;
    }

    /**
     * The lease that lets one process, of all replicas, commit what it has routed.
     *
     * @param channel its address
     */
    public static String leaseToCommit(String channel) {
        return LEASE + COMMIT + channel;
    }

    /** What the queues of its parked events begin with; the key follows. */
    public static String parked(String destinationQueue) {
        return destinationQueue + PARKED;
    }

    public static boolean isParked(String queue) {
        return queue.contains(PARKED);
    }
}
