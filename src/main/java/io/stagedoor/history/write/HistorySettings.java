package io.stagedoor.history.write;

import java.time.Duration;

/**
 * The bounds of the history.
 *
 * @param size bytes of the whole installation; 0: no history
 * @param sizePerDestination bytes
 * @param age after which an attempt is forgotten
 * @param largestEvent bytes; the history does not keep the body of a larger event
 */
public record HistorySettings(long size, long sizePerDestination, Duration age, int largestEvent) {

    public static final String SIZE = "stagedoor.history.size";
    public static final String SIZE_PER_DESTINATION = "stagedoor.history.size-per-destination";
    public static final String AGE = "stagedoor.history.age";
    public static final String LARGEST_EVENT = "stagedoor.history.largest-event";

    private static final int INDEX_SHARE = 32;

    public boolean off() {
        return size == 0;
    }

    /** Bytes of the index, which are part of {@link #size}. */
    long sizeOfIndex() {
        return size / INDEX_SHARE;
    }
}
