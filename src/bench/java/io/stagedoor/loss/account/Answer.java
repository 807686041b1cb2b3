package io.stagedoor.loss.account;

/** What a receiver does with a request, and whether the event counts as delivered then. */
public enum Answer {
    TAKEN(true),
    /** 2xx after a while, well within the time-out. */
    TAKEN_SLOWLY(true),
    /** 2xx when the program has given up waiting: it must come again. */
    TAKEN_TOO_LATE(true),
    /** 500. */
    BROKEN(false),
    /** 503 with Retry-After. */
    BUSY(false),
    /** 429 with Retry-After. */
    TOO_MANY(false),
    /** RST. */
    RESET(false),
    /** Something that is no HTTP. */
    GARBAGE(false),
    /** The head of a 200, and the end of the connection in the middle of the body. */
    CUT_SHORT(false),
    /** 422, always for this event. */
    REFUSED(false),
    /** 500, always for this event. */
    NEVER(false);

    private final boolean taken;

    Answer(boolean taken) {
        this.taken = taken;
    }

    boolean taken() {
        return taken;
    }
}
