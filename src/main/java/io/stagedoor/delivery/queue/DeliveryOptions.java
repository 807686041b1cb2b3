package io.stagedoor.delivery.queue;

import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.order.OrderBy;
import io.stagedoor.wire.QueueNames;
import java.time.Duration;

/**
 * The options of a destination.
 *
 * @param window the maximum of attempts in flight
 * @param breakerFailures failures in a row that open its breaker; 0: it never opens
 * @param breakerPause from opening to the probe
 * @param orderBy null unless the destination is ordered
 */
public record DeliveryOptions(
        String destination,
        RetrySchedule schedule,
        int window,
        int breakerFailures,
        Duration breakerPause,
        OrderBy orderBy) {

    public String queue() {
        return QueueNames.destination(destination);
    }
}
