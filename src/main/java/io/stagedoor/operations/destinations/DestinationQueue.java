package io.stagedoor.operations.destinations;

import java.util.Optional;

/**
 * What the broker says of a destination.
 *
 * @param waiting events that can be tried now
 * @param inFlight events that a program is trying now, or others of the same bundle
 * @param estimated whether {@code waiting} and {@code inFlight} are estimates, see {@link
 *     io.stagedoor.broker.queue.EventCount}
 * @param scheduled events that were tried and wait for their next attempt
 * @param parked events that wait for an earlier one of the same key; empty when there is no parked queue
 * @param deadLettersEstimated whether {@code deadLetters} is an estimate
 * @param consumers programs that consume the queue
 * @param openBreakers programs that do not consume it for now, because their breaker is open
 */
public record DestinationQueue(
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

    public static final String DELIVERS = "delivers";
    public static final String PAUSED = "paused";
    public static final String BREAKER_OPEN = "breaker open";
    public static final String NO_CONSUMER = "no consumer";

    /** What happens to an event that waits now, in the words above. */
    public String state() {
        if (paused) {
            return PAUSED;
        }
        if (consumers > 0) {
            return DELIVERS;
        }
        return openBreakers > 0 ? BREAKER_OPEN : NO_CONSUMER;
    }

    /** The same, where this program's own breaker is open, and the broker does not show it yet. */
    DestinationQueue behindOpenBreaker() {
        return new DestinationQueue(
                name,
                waiting,
                inFlight,
                estimated,
                scheduled,
                parked,
                deadLetters,
                deadLettersEstimated,
                paused,
                consumers,
                Math.max(1, openBreakers));
    }
}
