package io.stagedoor.wire;

/** The queue of a destination: events that were routed to it wait there for their delivery. */
public final class DestinationQueue {

    /** Every such queue's name begins with it, and so does that of what is parked behind one. */
    public static final String PREFIX = "deliver/";

    private DestinationQueue() {}

    /** Its name, which is its address too. */
    public static String of(String destination) {
        return PREFIX + destination;
    }

    /** Whether what is sent to this address is for a destination. */
    public static boolean is(String address) {
        return address.startsWith(PREFIX);
    }

    /** @param queue of a destination */
    public static String destination(String queue) {
        return queue.substring(PREFIX.length());
    }
}
