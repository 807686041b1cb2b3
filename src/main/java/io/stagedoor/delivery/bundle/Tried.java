package io.stagedoor.delivery.bundle;

import io.stagedoor.delivery.attempt.Verdict;

/** An event that was attempted, and its verdict. */
public record Tried(Received received, Verdict verdict) {

    /** Wakes the settler without anything to settle. */
    public static final Tried NOTHING = new Tried(null, null);
}
