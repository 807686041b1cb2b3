package io.stagedoor.wire;

import java.util.Set;

/**
 * The AMQP application properties that travel with an event from the routing stage on: letters, digits and underscores
 * only, so that every JMS and AMQP client can read them. Those that a producer sends are dropped on entry.
 */
public final class EventProperties {

    /** Every property of ours begins so. */
    public static final String PREFIX = "stagedoor_";

    /** The stable id: see {@code EventId}. */
    public static final String EVENT_ID = PREFIX + "event_id";

    /** The address of the channel, as in the contract. */
    public static final String CHANNEL = PREFIX + "channel";

    /** When the routing stage took the event, ISO 8601 in UTC. */
    public static final String RECEIVED = PREFIX + "received";

    /** The content type that the contract gives the channel's messages. */
    public static final String CONTENT_TYPE = PREFIX + "content_type";

    /** How many events a message of a destination's queue has, where it is a {@link Bundle}. */
    public static final String EVENTS = PREFIX + "events";

    /** Of an event that is delayed or parked: the key of those that keep their order with it. */
    public static final String ORDER_KEY = PREFIX + "order_key";

    /** Those that belong to the event wherever it stands; the others tell of one stay in one place. */
    public static final Set<String> OF_THE_EVENT = Set.of(EVENT_ID, CHANNEL, RECEIVED, CONTENT_TYPE);

    private EventProperties() {}
}
