package io.stagedoor;

/**
 * Ends a process that must not continue, at once, as kill -9 does; no event is lost by that. No shutdown hook runs: a
 * hook might wait for something that no longer answers.
 */
final class LastLine {

    private static final int FAILED = 1;

    private LastLine() {}

    /** Loads this class, because there may be no memory for it later. */
    static void prepare() {}

    /** @param why one line that says what happened and what to do */
    static void end(String why) {
        try {
            // Two prints: there may be no memory to join the two strings.
            System.err.print("stagedoor: ");
            System.err.println(why);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
