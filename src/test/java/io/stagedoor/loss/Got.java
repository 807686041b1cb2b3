package io.stagedoor.loss;

import java.util.List;

/**
 * One time that a destination had an event.
 *
 * @param replica that delivered it
 * @param from ms since the epoch: when the attempt may have begun
 * @param to until when the broker may not have known that it was delivered
 * @param mustRepeat the receiver answered too late on purpose
 * @param whole whether the body was the one that was sent
 * @param text for a person
 */
record Got(int replica, long from, long to, boolean mustRepeat, boolean whole, String text) {

    /** The program takes events ahead of their attempts, and a machine with all of it busy stalls. */
    private static final long BEFORE_MS = 2_500;

    /** Settling waits for the broker's disk and, in a transaction, for several round trips. */
    private static final long AFTER_MS = 3_000;

    static Got webhook(ReceivedRecord record) {
        return new Got(
                record.replica(),
                record.arrived() - BEFORE_MS,
                record.answered() + AFTER_MS,
                record.answer() == Answer.TAKEN_TOO_LATE,
                record.whole(),
                record.toString());
    }

    static Got archive(ArchivedLine line) {
        return new Got(
                line.replica(),
                line.seen() - BEFORE_MS,
                line.seen() + AFTER_MS,
                false,
                line.whole(),
                "archived by replica " + line.replica() + ", seen " + line.seen());
    }

    /** Whether its acknowledgement may have been lost, so that the event had to come again. */
    boolean mayRepeat(String destination, List<Disturbance> disturbances) {
        return mustRepeat || Disturbance.anyExplains(disturbances, replica, destination, from, to);
    }
}
