package io.stagedoor.wire;

import java.util.List;
import java.util.Set;

/**
 * The AMQP application properties of this program: letters, digits and underscores only, so that every JMS and AMQP
 * client can read them. The routing stage drops those that a producer sets.
 */
public final class EventProperties {

    /** The beginning of every property of this program. */
    public static final String PREFIX = "stagedoor_";

    // Properties of an event, from the routing stage on.

    /** The stable id: see {@code EventId}. */
    public static final String EVENT_ID = PREFIX + "event_id";

    /** The address of the channel, as in the contract. */
    public static final String CHANNEL = PREFIX + "channel";

    /** When the broker accepted the event, by the broker's clock, ISO 8601 in UTC; absent if the broker does not say. */
    public static final String ACCEPTED = PREFIX + "accepted";

    /** When the routing stage took the event, ISO 8601 in UTC. */
    public static final String RECEIVED = PREFIX + "received";

    /** The content type of the channel's messages, from the contract. */
    public static final String CONTENT_TYPE = PREFIX + "content_type";

    /** The number of events in a message of a destination's queue, if it is a {@link Bundle}. */
    public static final String EVENTS = PREFIX + "events";

    /** On a delayed or parked event: the key by which its destination keeps order. */
    public static final String ORDER_KEY = PREFIX + "order_key";

    /** Properties that stay with the event in every queue; each of the others concerns one queue. */
    public static final Set<String> OF_THE_EVENT = Set.of(EVENT_ID, CHANNEL, ACCEPTED, RECEIVED, CONTENT_TYPE);

    // Properties of an event that waits for its next attempt.

    /** Number of finished attempts that count. */
    public static final String ATTEMPTS = PREFIX + "attempts";

    /** Number of attempts in a row since then that do not count: they failed by a fault on our side. */
    public static final String FAULTS = PREFIX + "faults";

    /** ISO 8601 in UTC. */
    public static final String FIRST_FAILURE = PREFIX + "first_failure";

    /** ISO 8601 in UTC. On a dead letter: when it became one. */
    public static final String LAST_FAILURE = PREFIX + "last_failure";

    /** HTTP status of the last answer. */
    public static final String LAST_STATUS = PREFIX + "last_status";

    public static final String LAST_ERROR = PREFIX + "last_error";

    /** When the next attempt is due, by the clock of the program that sent it. An event that arrives earlier waits. */
    public static final String DUE = PREFIX + "due";

    public static final List<String> OF_ATTEMPTS =
            List.of(ATTEMPTS, FAULTS, FIRST_FAILURE, LAST_FAILURE, LAST_STATUS, LAST_ERROR, DUE);

    // Properties of a dead letter, besides those of attempts.

    public static final String REASON = PREFIX + "reason";

    public static final String ERROR = PREFIX + "error";

    /** JSON Pointer (RFC 6901) to the fault in the body. */
    public static final String POINTER = PREFIX + "pointer";

    /** The JSON Schema keyword that failed, or {@code json}, {@code size}, {@code body}. */
    public static final String KEYWORD = PREFIX + "keyword";

    /** Title, version and hash of the contract in use. */
    public static final String CONTRACT = PREFIX + "contract";

    /** Id of the route that gave up. */
    public static final String ROUTE = PREFIX + "route";

    /** Name of the destination. */
    public static final String DESTINATION = PREFIX + "destination";

    /** Properties of the producer that are left out because their names are reserved or invalid. */
    public static final String DROPPED = PREFIX + "dropped";

    // Properties of a message in {@code seen/<channel>}.

    /** Marks that the ids up to this message are in the queue of older ones. */
    public static final String BLOCK = PREFIX + "block";

    /** The process that wrote it: it need not read it. */
    public static final String WRITER = PREFIX + "writer";

    // Properties of a message in {@code history/…}.

    /** The id of the segment. */
    public static final String SEGMENT = PREFIX + "segment";

    /** When the latest of its attempts began, ms since 1970. */
    public static final String UNTIL = PREFIX + "until";

    /** The filter of a consumer that takes nothing: it shows that the breaker of a destination is open. */
    public static final String BREAKER_SIGN = PREFIX + "waits = 'breaker open'";

    /** When the broker accepted the message, ms since 1970: a message annotation of Artemis. */
    public static final String INGRESS_TIME = "x-opt-ingress-time";

    private EventProperties() {}
}
