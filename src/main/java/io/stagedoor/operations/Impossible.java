package io.stagedoor.operations;

/** The state of the installation does not permit it now. The message says why, and what would change it. */
public final class Impossible extends RuntimeException {

    public Impossible(String message) {
        super(message, null, false, false);
    }
}
