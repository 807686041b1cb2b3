package io.stagedoor.broker.embedded.disk;

import java.util.Set;

/**
 * How much of the broker's disk stays free, and for whom it stands open no longer then.
 *
 * @param bytes as wanted; of a small disk half at most
 * @param channels the addresses where events come in
 */
public record DiskReserve(long bytes, Set<String> channels) {

    private static final int SHARE = 2;

    public DiskReserve {
        channels = Set.copyOf(channels);
    }

    /** @param disk its size, bytes */
    long of(long disk) {
        return Math.min(bytes, disk / SHARE);
    }
}
