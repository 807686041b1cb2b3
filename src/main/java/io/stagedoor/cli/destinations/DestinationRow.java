package io.stagedoor.cli.destinations;

import java.util.Optional;

/**
 * A line of {@code stagedoor destinations}.
 *
 * @param waiting events that could be tried now
 * @param inFlight events that a program has: they are being tried, or others of the same message are
 * @param estimated whether these two are estimates, see {@link io.stagedoor.broker.queue.EventCount}
 * @param scheduled events that were tried and wait for their next attempt
 * @param parked events that wait for an earlier one of the same kind, where the destination is ordered
 * @param consumers that take from the queue
 * @param openBreakers programs that would, and wait for a receiver that failed
 */
record DestinationRow(
        String name,
        long waiting,
        long inFlight,
        boolean estimated,
        long scheduled,
        Optional<Long> parked,
        long deadLetters,
        boolean deadLettersEstimated,
        boolean paused,
        int consumers,
        int openBreakers) {

    /** What becomes of an event that is there now. */
    String state() {
        if (paused) {
            return "paused";
        }
        if (consumers > 0) {
            return "delivers";
        }
        return openBreakers > 0 ? "breaker open" : "no consumer";
    }
}
