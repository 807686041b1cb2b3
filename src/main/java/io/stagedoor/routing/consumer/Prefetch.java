package io.stagedoor.routing.consumer;

/**
 * How many messages of its channel each consumer has the broker send ahead: two batches, or fewer, so that they fit into
 * a quarter of the heap even where each is as large as an event may be.
 */
public final class Prefetch {

    private static final int SHARE_OF_HEAP = 4;

    private Prefetch() {}

    /**
     * @param batch the most events in one transaction
     * @param consumers of all channels together, which may be none: no channel of the contract can be served
     * @param largestEvent bytes
     * @param heap bytes
     * @return at least 2
     */
    public static int of(int batch, int consumers, int largestEvent, long heap) {
        long fit = heap / SHARE_OF_HEAP / ((long) Math.max(1, consumers) * largestEvent);
        return (int) Math.max(2, Math.min(Math.max(2L * batch, 10), fit));
    }

    /** A batch of so many events is part of a backlog; single events are not, however little is sent ahead. */
    static int backlog(int prefetch) {
        return Math.max(4, prefetch / 2);
    }
}
