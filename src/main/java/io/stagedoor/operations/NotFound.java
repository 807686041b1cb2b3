package io.stagedoor.operations;

/** There is nothing of this name or id. The message says what there is. */
public final class NotFound extends RuntimeException {

    public NotFound(String message) {
        super(message, null, false, false);
    }
}
