package io.stagedoor.routing.consumer;

/**
 * Calculates how many messages each consumer of a channel prefetches: two batches, or fewer, so that they fit into a
 * quarter of the heap even if each has the largest size of an event.
 */
public final class Prefetch {

    private static final int SHARE_OF_HEAP = 4;

    private Prefetch() {}

    /**
     * @param batch the most events in one transaction
     * @param consumers of all channels together; 0 if no channel of the contract can be served
     * @param largestEvent bytes
     * @param heap bytes
     * @return at least 2
     */
    public static int of(int batch, int consumers, int largestEvent, long heap) {
        long fit = heap / SHARE_OF_HEAP / ((long) Math.max(1, consumers) * largestEvent);
        return (int) Math.max(2, Math.min(Math.max(2L * batch, 10), fit));
    }

    /** A batch of this many events is part of a backlog; a single event never is, even with the smallest prefetch. */
    static int backlog(int prefetch) {
        return Math.max(4, prefetch / 2);
    }
}
