package io.stagedoor.loss.account;

import java.util.List;

/**
 * One time that a destination had an event.
 *
 * @param replica that delivered it
 * @param at ms since the epoch: when it arrived
 * @param mustRepeat the receiver answered too late on purpose
 * @param whole whether the body was the one that was sent
 * @param text for a person
 */
record Got(int replica, long at, boolean mustRepeat, boolean whole, String text) {

    /** The program takes events ahead of their attempts, and a busy machine stalls; ms. */
    private static final long AHEAD_MS = 2_500;

    static Got webhook(ReceivedRecord record) {
        return new Got(
                record.replica(),
                record.arrived(),
                record.answer() == Answer.TAKEN_TOO_LATE,
                record.whole(),
                record.toString());
    }

    static Got archive(ArchivedLine line) {
        return new Got(
                line.replica(),
                line.seen(),
                false,
                line.whole(),
                "archived by replica " + line.replica() + ", seen " + line.seen());
    }

    /**
     * Whether it can be that the event came again, as {@code next}: either the acknowledgement of this delivery was lost
     * before the next one, or the next one was under way already, in a replica whose connection was cut.
     */
    boolean explains(Got next, String destination, List<Disturbance> disturbances) {
        return mustRepeat
                || Disturbance.anyExplains(disturbances, replica, destination, at - AHEAD_MS, next.at)
                || Disturbance.anyExplains(disturbances, next.replica, destination, next.at - AHEAD_MS, next.at);
    }
}
