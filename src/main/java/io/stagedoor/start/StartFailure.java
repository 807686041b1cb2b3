package io.stagedoor.start;

/** Why the program does not start, in one line that says what to do. */
public class StartFailure extends Exception {

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
