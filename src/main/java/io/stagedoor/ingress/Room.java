package io.stagedoor.ingress;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory for the bodies of requests: bytes are taken before they are read. Thread-safe. */
final class Room {

    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    Room(long bytes) {
        this.bytes = bytes;
    }

    /** @return false if there is no room, and nothing was taken */
    boolean take(long some) {
        if (taken.addAndGet(some) > bytes) {
            taken.addAndGet(-some);
            return false;
        }
        return true;
    }

    void give(long some) {
        taken.addAndGet(-some);
    }
}
