package io.stagedoor.contract.regex;

/**
 * Counts the steps that a match may still take. Each character read is a step, also when a pattern tries again. For use
 * by one thread.
 */
public final class Steps {
    private long left;

    /** Sets the number of steps; a step takes about 5 ns. */
    public void allow(long steps) {
        left = steps;
    }

    /** @return whether this many were left */
    public boolean take(int steps) {
        left -= steps;
        return left >= 0;
    }
}
