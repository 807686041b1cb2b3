package io.stagedoor.history;

import java.time.Instant;

/**
 * The event of an attempt.
 *
 * @param id the stable id, which is also the {@code webhook-id}
 * @param channel address of its channel
 * @param subject the entity, task or location that it is about, see {@link io.stagedoor.event.Entity}; null if it names
 *     none
 * @param contentType as the contract says
 * @param received when the routing stage took it, in milliseconds
 * @param body the unchanged event; null if it is larger than the history keeps. Not a copy: never write to it
 */
public record RecordedEvent(
        String id, String channel, String subject, String contentType, Instant received, byte[] body) {}
