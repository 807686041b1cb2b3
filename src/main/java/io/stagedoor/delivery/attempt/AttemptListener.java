package io.stagedoor.delivery.attempt;

/** Learns of each attempt that has ended. */
@FunctionalInterface
public interface AttemptListener {

    AttemptListener NONE = attempted -> {};

    /** Returns at once and throws nothing: the delivery waits for it. Called by many threads. */
    void ended(Attempted attempted);
}
