package io.stagedoor;

/**
 * The end of a process that must not go on: at once, as with kill -9, of which nothing is lost. No shutdown hook runs, since
 * each of them might wait for what does not answer any more.
 */
final class LastLine {

    private static final int FAILED = 1;

    private LastLine() {}

    /** @param why in one line that says what to do */
    static void end(String why) {
        try {
            System.err.println("stagedoor: " + why);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
