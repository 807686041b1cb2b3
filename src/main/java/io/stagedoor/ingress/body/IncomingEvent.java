package io.stagedoor.ingress.body;

/**
 * An event that the contract allows.
 *
 * @param id as the routing stage will see it: see {@code EventId}
 * @param bytes as they were sent
 */
public record IncomingEvent(String id, byte[] bytes) {}
