package io.stagedoor.loss;

/** What was found at one place (a destination, a queue), in events; all counts but {@code surplus} are of events. */
final class Tally {
    int expected;
    int lost;
    /** In the destination's queue when the time was over. */
    int waiting;

    int once;
    int repeated;
    /** Deliveries beyond the first that a kill, a cut or a late answer explains. */
    int surplus;
    /** Events with a repeat that nothing explains. */
    int unexplained;
    /** Events that have no business there. */
    int misplaced;

    int altered;

    boolean bad() {
        return lost + unexplained + misplaced + altered > 0;
    }
}
