package io.stagedoor.broker.embedded.disk;

import java.util.Set;

/**
 * How much of the broker's disk stays free, and which channels close to keep it so.
 *
 * @param bytes as configured; on a small disk at most half of it counts
 * @param channels the addresses that receive events
 */
public record DiskReserve(long bytes, Set<String> channels) {

    private static final int SHARE = 2;

    public DiskReserve {
        channels = Set.copyOf(channels);
    }

    /** @param disk size, bytes */
    long of(long disk) {
        return Math.min(bytes, disk / SHARE);
    }
}
