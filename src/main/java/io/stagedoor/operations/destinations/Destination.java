package io.stagedoor.operations.destinations;

import io.stagedoor.routing.routes.RouteSource;
import java.time.Duration;
import java.time.Instant;

/**
 * How a destination fares.
 *
 * @param route null if the program has no route for it: its queue was left by an earlier one
 * @param queue what the broker says; {@code deadLettersEstimated} is not asked for here
 * @param reason why it is in its state, in words; null if there is nothing to say or it is unknown
 * @param since when this program first saw it in its state; null if it was so when the program began to look
 * @param until when the state ends by itself, such as the next probe behind an open breaker; null if it does not
 * @param oldest for how long its oldest event has waited; null if unknown or none waits
 * @param recent what this replica saw of it
 */
public record Destination(
        String name,
        RouteSource route,
        DestinationQueue queue,
        String reason,
        Instant since,
        Instant until,
        Duration oldest,
        Recent recent) {

    /**
     * What this replica saw of its attempts.
     *
     * @param perSecond attempts that ended, on average of the last thirty seconds
     * @param lastSuccess null if none is known: from before the start, the newest attempts of the history are
     * @param lastFailure as {@code lastSuccess}
     * @param lastError what went wrong then, in words; from the receiver, in part
     */
    public record Recent(double perSecond, Instant lastSuccess, Instant lastFailure, String lastError) {}
}
