package io.stagedoor.contract.regex;

/** How many characters matching may still look at; each way that a pattern tries looks again. For one thread. */
public final class Steps {
    private long left;

    /** About 5 ns each. */
    public void allow(long steps) {
        left = steps;
    }

    void take() {
        if (--left < 0) {
            throw new MatchLimit();
        }
    }
}
