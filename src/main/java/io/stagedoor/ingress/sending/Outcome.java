package io.stagedoor.ingress.sending;

/**
 * What became of a batch.
 *
 * @param detail for whoever sent it
 */
public record Outcome(Kind kind, String detail) {

    /** Events of a batch that is not ACCEPTED may have reached the broker, all the same. */
    public enum Kind {
        /** The broker has all of them, on its disk. */
        ACCEPTED,
        /** Too many are on their way, or the broker gives no credit: later. */
        PRESSURE,
        /** The broker said no. */
        REFUSED,
        /** No connection, or no answer. */
        AWAY
    }

    static final Outcome ACCEPTED = new Outcome(Kind.ACCEPTED, "");

    static Outcome pressure(String detail) {
        return new Outcome(Kind.PRESSURE, detail);
    }

    static Outcome refused(String detail) {
        return new Outcome(Kind.REFUSED, detail);
    }

    static Outcome away(String detail) {
        return new Outcome(Kind.AWAY, detail);
    }
}
