package io.stagedoor.start;

/** Thrown when the program cannot start. The message is one line that says what to do. */
public class StartFailure extends Exception {

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
