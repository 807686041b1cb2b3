package io.stagedoor.operations;

/** A parameter has a value that it cannot have. The message says which it can have. */
public final class Invalid extends RuntimeException {

    private final String parameter;

    /** @param parameter its name as the caller knows it, such as {@code limit} */
    public Invalid(String parameter, String message) {
        super(message, null, false, false);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }
}
