package io.stagedoor.deadletter;

import java.util.Locale;

/** Why an event is a dead letter. */
public enum DeadLetterReason {
    /** Not JSON, not valid by the contract's schema, too large, not text, or empty. */
    INVALID,
    /** Valid, but no branch of its route names a destination. */
    UNROUTED,
    /** The receiver answered that it will never accept the event. */
    REJECTED,
    /** Every attempt of the schedule failed. */
    EXHAUSTED,
    /** A fault on our side: a route or a destination cannot process this event. */
    UNDELIVERABLE;

    /** The word in properties, commands and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
