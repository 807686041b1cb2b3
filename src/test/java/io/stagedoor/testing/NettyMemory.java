package io.stagedoor.testing;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;

/** What this process' Netty clients hold of the memory outside of the heap: no garbage collector finds what they forget. */
public final class NettyMemory {

    private NettyMemory() {}

    /** Buffers that were taken and not given back. */
    public static long buffers() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }
}
