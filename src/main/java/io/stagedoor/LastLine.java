package io.stagedoor;

/**
 * The end of a process that must not go on: at once, as with kill -9, of which nothing is lost. No shutdown hook runs, since
 * each of them might wait for what does not answer any more.
 */
final class LastLine {

    private static final int FAILED = 1;

    private LastLine() {}

    /** So that its class is there when there is no memory to load it. */
    static void prepare() {}

    /** @param why in one line that says what to do */
    static void end(String why) {
        try {
            // In two: memory for a new string may be what there is none of.
            System.err.print("stagedoor: ");
            System.err.println(why);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
