package io.stagedoor.delivery;

import io.stagedoor.event.DestinationQueue;
import java.time.Duration;

/**
 * How a destination is worked.
 *
 * @param window the most attempts in flight
 * @param breakerFailures failures in a row that open its breaker, 0: none ever does
 * @param breakerPause from there to the probe
 * @param orderBy null where events need no order
 */
record DeliveryOptions(
        String destination,
        RetrySchedule schedule,
        int window,
        int breakerFailures,
        Duration breakerPause,
        OrderBy orderBy) {

    String queue() {
        return DestinationQueue.of(destination);
    }
}
