package io.stagedoor.history.write;

import io.stagedoor.delivery.attempt.Attempted;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The attempts that are not recorded yet, up to a number of bytes. Thread-safe; one thread takes from it. */
final class AttemptBuffer {

    /** Bytes of an attempt besides the event: headers, and what holds them. */
    private static final int REST = 1024;

    private final long most;
    private final Queue<Attempted> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /** @param most bytes */
    AttemptBuffer(long most) {
        this.most = most;
    }

    /** @return false if there is no room for it */
    boolean offer(Attempted attempted) {
        int size = size(attempted);
        if (bytes.get() + size > most) {
            return false;
        }
        bytes.addAndGet(size);
        attempts.add(attempted);
        return true;
    }

    /** The next one; null if there is none. */
    Attempted poll() {
        Attempted next = attempts.poll();
        if (next != null) {
            bytes.addAndGet(-size(next));
        }
        return next;
    }

    private static int size(Attempted attempted) {
        return attempted.delivery().body().bytes().length + REST;
    }
}
