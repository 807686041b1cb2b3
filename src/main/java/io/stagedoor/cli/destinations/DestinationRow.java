package io.stagedoor.cli.destinations;

import java.util.Optional;

/**
 * A line of {@code stagedoor destinations}.
 *
 * @param waiting events that can be tried now
 * @param inFlight events that a program is trying now, or others of the same bundle
 * @param estimated whether {@code waiting} and {@code inFlight} are estimates, see {@link
 *     io.stagedoor.broker.queue.EventCount}
 * @param scheduled events that were tried and wait for their next attempt
 * @param parked events that wait for an earlier one of the same key; empty when there is no parked queue
 * @param consumers programs that consume the queue
 * @param openBreakers programs that do not consume it for now, because their breaker is open
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

    /** What happens to an event that waits now. */
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
