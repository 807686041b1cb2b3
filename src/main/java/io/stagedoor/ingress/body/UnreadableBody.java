package io.stagedoor.ingress.body;

import java.util.List;

/** Thrown when a request has no events that the contract allows. Nothing of it is sent then. */
public final class UnreadableBody extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the sender has to change. */
    public enum Kind {
        INVALID,
        TOO_LARGE,
        UNSUPPORTED
    }

    private final Kind kind;
    private final int events;
    private final transient List<Fault> faults;

    UnreadableBody(Kind kind, String message) {
        this(kind, message, 1, List.of());
    }

    /** @param events how many the request has */
    UnreadableBody(Kind kind, String message, int events, List<Fault> faults) {
        super(message, null, false, false);
        this.kind = kind;
        this.events = events;
        this.faults = List.copyOf(faults);
    }

    public Kind kind() {
        return kind;
    }

    public int events() {
        return events;
    }

    /** Those that were found, at most {@value Intake#MOST_FAULTS}; may be empty for another kind than INVALID. */
    public List<Fault> faults() {
        return faults;
    }
}
