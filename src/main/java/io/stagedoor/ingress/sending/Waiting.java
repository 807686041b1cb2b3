package io.stagedoor.ingress.sending;

import java.util.ArrayDeque;
import java.util.Deque;

/** The batches for one address that are not sent, or not all of them, in order. For use by one thread. */
final class Waiting {

    /** What came of an attempt to send one event. */
    interface Attempt {

        /** @return false if the broker gives no credit now */
        boolean send(Batch batch, Outgoing event);
    }

    private final Deque<Batch> batches = new ArrayDeque<>();
    private long progress;

    /** @param now when it began to wait, in nanoseconds */
    Waiting(long now) {
        progress = now;
    }

    void add(Batch batch) {
        batches.add(batch);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /**
     * Sends some events.
     *
     * @param most so that other addresses have their turn
     * @return whether the broker took any, or nothing was left of a batch
     */
    boolean send(int most, long now, Attempt attempt) {
        boolean moved = false;
        for (int sent = 0; sent < most && !batches.isEmpty(); ) {
            Outgoing event = batches.peek().next();
            if (event == null) {
                batches.remove();
                moved = true;
            } else if (attempt.send(batches.peek(), event)) {
                sent++;
                moved = true;
            } else {
                break;
            }
        }
        progress = moved ? now : progress;
        return moved;
    }

    /** How long the broker has taken nothing, in nanoseconds. */
    long stalled(long now) {
        return now - progress;
    }

    void fail(Outcome why) {
        batches.forEach(batch -> batch.fail(why));
        batches.clear();
    }
}
