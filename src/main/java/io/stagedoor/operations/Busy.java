package io.stagedoor.operations;

/** Too many at a time. The same can be tried again in a moment. */
public final class Busy extends RuntimeException {

    public Busy(String message) {
        super(message, null, false, false);
    }
}
