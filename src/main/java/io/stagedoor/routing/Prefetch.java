package io.stagedoor.routing;

/**
 * How many messages of its channel each consumer has the broker send ahead: two batches, or fewer, so that they fit into
 * an eighth of the heap even where each is as large as an event may be.
 */
final class Prefetch {

    private static final int SHARE_OF_HEAP = 8;

    private Prefetch() {}

    /**
     * @param batch the most events in one transaction
     * @param consumers of all channels together
     * @param largestEvent bytes
     * @param heap bytes
     * @return at least 2
     */
    static int of(int batch, int consumers, int largestEvent, long heap) {
        long fit = heap / SHARE_OF_HEAP / ((long) consumers * largestEvent);
        return (int) Math.max(2, Math.min(Math.max(2L * batch, 10), fit));
    }
}
