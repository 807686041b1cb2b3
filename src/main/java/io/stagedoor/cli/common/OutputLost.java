package io.stagedoor.cli.common;

import java.io.IOException;

/**
 * Thrown when the output of a command cannot be written. The command has failed then: the next command of a script may
 * discard what this one should have saved. Unchecked, because a {@link java.io.PrintWriter} swallows an IOException.
 */
public final class OutputLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputLost(IOException cause) {
        super(words(cause), cause);
    }

    private static String words(IOException cause) {
        String why = String.valueOf(cause.getMessage());
        return why.contains("Bad file descriptor")
                ? "standard output is closed: redirect it to a file or to /dev/null"
                : "cannot write the output: " + why;
    }

    /** Whether the reader closed the pipe, as {@code head} does. */
    public boolean readerIsGone() {
        return String.valueOf(getCause().getMessage()).contains("Broken pipe");
    }
}
