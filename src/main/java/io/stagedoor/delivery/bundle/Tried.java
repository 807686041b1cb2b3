package io.stagedoor.delivery.bundle;

import io.stagedoor.delivery.attempt.Verdict;

/** An event that was tried, and what becomes of it. */
public record Tried(Received received, Verdict verdict) {

    /** Wakes whoever settles, and is nothing to settle. */
    public static final Tried NOTHING = new Tried(null, null);
}
