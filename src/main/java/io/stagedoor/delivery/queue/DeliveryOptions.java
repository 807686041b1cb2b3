package io.stagedoor.delivery.queue;

import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.order.OrderBy;
import io.stagedoor.wire.QueueNames;
import java.time.Duration;

/**
 * How a destination is worked.
 *
 * @param window the most attempts in flight
 * @param breakerFailures failures in a row that open its breaker, 0: none ever does
 * @param breakerPause from there to the probe
 * @param orderBy null where events need no order
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
