package io.stagedoor.delivery;

/** An event that was tried, and what becomes of it. */
record Tried(Received received, Verdict verdict) {

    /** Wakes whoever settles, and is nothing to settle. */
    static final Tried NOTHING = new Tried(null, null);
}
