package io.stagedoor.loss.plan;

import java.util.Map;
import java.util.Set;

/**
 * An event, and what must become of it.
 *
 * @param id its {@code metadata.eventId} and AMQP message-id
 * @param channel address
 * @param body as it is sent
 * @param deliveries the destinations that must have it at least once
 * @param handedOff whether it must stand in the queue {@link EventPlan#HELD}, exactly once
 * @param deadLetters dead-letter queues that must have it exactly once, each with the reason
 */
public record PlannedEvent(
        int number,
        String id,
        String channel,
        byte[] body,
        Set<String> deliveries,
        boolean handedOff,
        Map<String, String> deadLetters) {}
