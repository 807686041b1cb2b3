package io.stagedoor.ingress.sending;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The events of one request. One thread sends them, another one settles them. */
final class Batch {

    private final String address;
    private final List<Outgoing> events;
    private final long start;
    private final AtomicInteger unsettled;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private int next;

    /** @param start by {@link System#nanoTime} */
    Batch(String address, List<Outgoing> events, long start) {
        this.address = address;
        this.events = List.copyOf(events);
        this.start = start;
        this.unsettled = new AtomicInteger(events.size());
    }

    String address() {
        return address;
    }

    long start() {
        return start;
    }

    /** The next event to send; null if there is none, or the batch has failed. */
    Outgoing next() {
        return next == events.size() || outcome.isDone() ? null : events.get(next);
    }

    void sent() {
        next++;
    }

    void accepted() {
        if (unsettled.decrementAndGet() == 0) {
            outcome.complete(Outcome.ACCEPTED);
        }
    }

    /** Ends the batch, unless it has ended. */
    void fail(Outcome why) {
        outcome.complete(why);
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }
}
