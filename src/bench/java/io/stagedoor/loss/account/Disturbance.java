package io.stagedoor.loss.account;

import java.util.List;

/**
 * Something that was done to the system under test.
 *
 * @param at ms since the epoch, when it began
 * @param replica the one that it concerns, or {@link #ALL}
 * @param destination the one that it concerns, or null for all
 */
public record Disturbance(long at, Kind kind, int replica, String destination) {

    public static final int ALL = 0;

    public enum Kind {
        KILL_PROGRAM,
        KILL_BROKER,
        KILL_RECEIVER,
        CUT_PRODUCER,
        CUT_BROKER,
        CUT_RECEIVER;

        public boolean kill() {
            return name().startsWith("KILL");
        }
    }

    /**
     * Whether it can be the reason why an event that this replica delivered comes again: the acknowledgement did not
     * arrive.
     *
     * @param from ms since the epoch: when the attempt may have begun
     * @param to when it came again
     */
    boolean explains(int ofReplica, String ofDestination, long from, long to) {
        return kind != Kind.CUT_PRODUCER
                && at >= from
                && at <= to
                && (replica == ALL || replica == ofReplica)
                && (destination == null || destination.equals(ofDestination));
    }

    static boolean anyExplains(List<Disturbance> all, int replica, String destination, long from, long to) {
        return all.stream().anyMatch(one -> one.explains(replica, destination, from, to));
    }

    @Override
    public String toString() {
        return kind + (replica == ALL ? "" : " of replica " + replica) + (destination == null ? "" : ", " + destination)
                + ", at " + at;
    }
}
