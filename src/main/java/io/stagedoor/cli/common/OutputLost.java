package io.stagedoor.cli.common;

import java.io.IOException;

/**
 * What a command says does not reach anybody. Unchecked, since a {@link java.io.PrintWriter} swallows an IOException, and a
 * command whose output is lost has failed: the next one in a script may discard what this one should have kept.
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

    /** Whoever read it has seen enough, as {@code head} does. */
    public boolean readerIsGone() {
        return String.valueOf(getCause().getMessage()).contains("Broken pipe");
    }
}
