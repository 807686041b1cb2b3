package io.stagedoor.cli.common;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows on stderr how far a long run is: on a terminal one line that is updated, elsewhere a new line every 5 seconds.
 * Shows nothing in the first second.
 */
public final class Progress {

    private static final int WIDTH = 30;
    private static final double TERMINAL_SECONDS = 0.2;
    private static final double LOG_SECONDS = 5;

    private final PrintWriter err;
    private final boolean terminal;
    private final long total;
    private final LongSupplier nanoTime;
    private final long start;
    private double next = 1;
    private boolean drawn;

    /** @param total number of events; 0 if unknown */
    public Progress(PrintWriter err, boolean terminal, long total, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    public void at(long done) {
        double seconds = seconds();
        if (seconds < next) {
            return;
        }
        next = seconds + (terminal ? TERMINAL_SECONDS : LOG_SECONDS);
        String line = line(done, seconds);
        if (terminal) {
            err.print("\r" + line);
            drawn = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Ends the line of the terminal. */
    public void end() {
        if (drawn) {
            err.println();
        }
    }

    double seconds() {
        return (nanoTime.getAsLong() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private String line(long done, double seconds) {
        String rate = String.format(Locale.ROOT, "%,.0f events/s", done / seconds);
        if (total == 0) {
            return String.format(Locale.ROOT, "%,d  %s", done, rate);
        }
        int filled = (int) Math.min(WIDTH, WIDTH * done / total); // The total may be an estimate.
        String bar = terminal ? "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " : "";
        return String.format(Locale.ROOT, "%s%,d of %,d  %s", bar, done, total, rate);
    }
}
