package io.stagedoor.deadletter;

import java.util.Locale;

/** Why an event is a dead letter. */
public enum DeadLetterReason {
    /** No JSON, no match with the contract's schema, too large, no text, empty. */
    INVALID,
    /** Valid, but no branch of its route named a destination. */
    UNROUTED,
    /** The destination answered that it will never take it. */
    REJECTED,
    /** Every attempt of the schedule failed. */
    EXHAUSTED,
    /** The fault is on our side: a route or a destination that cannot work on this event. */
    UNDELIVERABLE;

    /** The word in properties, commands and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
