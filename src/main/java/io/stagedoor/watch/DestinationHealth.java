package io.stagedoor.watch;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Whether a destination is in trouble at this replica: it fails, its breaker is open, it wants no more events, events were
 * exhausted. How many attempts there were, and how the last ones ended, is {@link RecentAttempts}. In memory;
 * thread-safe.
 */
public final class DestinationHealth {

    /**
     * Since when every attempt failed.
     *
     * @param since the first failure after the last answer
     * @param error of the last failure
     */
    public record Failing(Instant since, String error) {}

    /**
     * An open breaker.
     *
     * @param until when one attempt tests the destination
     */
    public record OpenBreaker(Instant since, Instant until) {}

    private final String destination;
    private final AtomicLong exhausted = new AtomicLong();
    private volatile Failing failing;
    private volatile Instant held;
    private volatile boolean deliversOperatorEvents;
    private volatile Supplier<Optional<OpenBreaker>> breaker = Optional::empty;

    DestinationHealth(String destination) {
        this.destination = destination;
    }

    public String destination() {
        return destination;
    }

    /** An event about the program itself came to it: it must not cause any. */
    public void deliversOperatorEvents(boolean delivers) {
        if (delivers) {
            deliversOperatorEvents = true;
        }
    }

    public boolean deliversOperatorEvents() {
        return deliversOperatorEvents;
    }

    /** The destination took an event, or rejected one: it answers. */
    public void answered() {
        if (failing != null) {
            failing = null;
        }
    }

    /** An attempt failed, and says nothing good of the destination, or of the way to it. */
    public synchronized void failed(String error, Instant now) {
        failing = new Failing(failing == null ? now : failing.since(), error);
    }

    /** The destination answered that it wants no more events (410), and is to be paused. */
    public void held(Instant now) {
        held = now;
    }

    /** An event became a dead letter after its whole schedule. */
    public void exhausted() {
        exhausted.incrementAndGet();
    }

    /** @param breaker gives the breaker while it lets no attempt through, or only one at a time */
    public void breaker(Supplier<Optional<OpenBreaker>> breaker) {
        this.breaker = breaker;
    }

    public Optional<Failing> failing() {
        return Optional.ofNullable(failing);
    }

    /** When it last wanted no more events; empty when it never did while this program ran. */
    public Optional<Instant> lastHeld() {
        return Optional.ofNullable(held);
    }

    /** Empty while it is closed. */
    public Optional<OpenBreaker> breaker() {
        return breaker.get();
    }

    /** How many of its events were exhausted since the start. */
    public long allExhausted() {
        return exhausted.get();
    }
}
