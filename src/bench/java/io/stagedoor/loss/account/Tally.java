package io.stagedoor.loss.account;

/** What was found at one place (a destination, a queue), in events; all counts but {@code surplus} are of events. */
public final class Tally {
    public int expected;
    public int lost;
    /** In the destination's queue when the time was over. */
    public int waiting;

    public int once;
    public int repeated;
    /** Deliveries beyond the first that a kill, a cut or a late answer explains. */
    public int surplus;
    /** Events with a repeat that nothing explains. */
    public int unexplained;
    /** Events that have no business there. */
    public int misplaced;

    public int altered;

    boolean bad() {
        return lost + unexplained + misplaced + altered > 0;
    }
}
