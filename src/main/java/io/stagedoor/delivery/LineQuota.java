package io.stagedoor.delivery;

import java.time.Duration;

/** Lets so many lines in a period into the log, and counts those that it leaves out. Thread-safe. */
final class LineQuota {

    private final int most;
    private final long period;
    private boolean begun;
    private long begin;
    private int lines;
    private int leftOut;

    /** @param most lines in each period */
    LineQuota(int most, Duration period) {
        this.most = most;
        this.period = period.toNanos();
    }

    /**
     * @param now by {@link System#nanoTime}
     * @return how many were left out since the last line; less than 0: this one is left out, too
     */
    synchronized int ask(long now) {
        if (!begun || now - begin >= period) {
            begun = true;
            begin = now;
            lines = 0;
        }
        if (lines >= most) {
            leftOut++;
            return -1;
        }
        lines++;
        int before = leftOut;
        leftOut = 0;
        return before;
    }
}
