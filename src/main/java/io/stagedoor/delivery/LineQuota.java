package io.stagedoor.delivery;

/** Lets so many lines a second into the log, and counts those that it leaves out. Thread-safe. */
final class LineQuota {

    private static final long SECOND = 1_000_000_000;

    private final int aSecond;
    private boolean begun;
    private long begin;
    private int lines;
    private int leftOut;

    LineQuota(int aSecond) {
        this.aSecond = aSecond;
    }

    /**
     * @param now by {@link System#nanoTime}
     * @return how many were left out since the last line; less than 0: this one is left out, too
     */
    synchronized int ask(long now) {
        if (!begun || now - begin >= SECOND) {
            begun = true;
            begin = now;
            lines = 0;
        }
        if (lines == aSecond) {
            leftOut++;
            return -1;
        }
        lines++;
        int before = leftOut;
        leftOut = 0;
        return before;
    }
}
