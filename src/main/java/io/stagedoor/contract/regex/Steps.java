package io.stagedoor.contract.regex;

/** How many characters matching may still look at; each way that a pattern tries looks again. For one thread. */
public final class Steps {
    private long left;

    /** About 5 ns each. */
    public void allow(long steps) {
        left = steps;
    }

    /** @return whether there were so many left */
    public boolean take(int steps) {
        left -= steps;
        return left >= 0;
    }
}
