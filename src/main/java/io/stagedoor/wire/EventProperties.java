package io.stagedoor.wire;

import java.util.List;
import java.util.Set;

/**
 * The AMQP application properties of this program: letters, digits and underscores only, so that every JMS and AMQP client
 * can read them. Those that a producer sends are dropped on entry.
 */
public final class EventProperties {

    /** Every property of ours begins so. */
    public static final String PREFIX = "stagedoor_";

    // Of an event, from the routing stage on.

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

    // Of an event that waits for its next attempt.

    /** Finished attempts that count. */
    public static final String ATTEMPTS = PREFIX + "attempts";

    /** How many in a row did not count since: they failed by a fault of our own. */
    public static final String FAULTS = PREFIX + "faults";

    /** ISO 8601 in UTC. */
    public static final String FIRST_FAILURE = PREFIX + "first_failure";

    /** ISO 8601 in UTC; of a dead letter, when it became one. */
    public static final String LAST_FAILURE = PREFIX + "last_failure";

    /** HTTP status of the last answer. */
    public static final String LAST_STATUS = PREFIX + "last_status";

    public static final String LAST_ERROR = PREFIX + "last_error";

    /** By the clock of the program that sent it: an event that comes before it is not attempted. */
    public static final String DUE = PREFIX + "due";

    public static final List<String> OF_ATTEMPTS =
            List.of(ATTEMPTS, FAULTS, FIRST_FAILURE, LAST_FAILURE, LAST_STATUS, LAST_ERROR, DUE);

    // Of a dead letter, beside those of attempts.

    public static final String REASON = PREFIX + "reason";

    public static final String ERROR = PREFIX + "error";

    /** RFC 6901, into the body, at the fault. */
    public static final String POINTER = PREFIX + "pointer";

    /** The JSON Schema keyword that failed, or {@code json}, {@code size}, {@code body}. */
    public static final String KEYWORD = PREFIX + "keyword";

    /** Title, version and hash of the contract that was in force. */
    public static final String CONTRACT = PREFIX + "contract";

    /** Id of the route that gave up. */
    public static final String ROUTE = PREFIX + "route";

    /** Name of the destination. */
    public static final String DESTINATION = PREFIX + "destination";

    /** Properties of the producer that are left out, since their names are ours or cannot be. */
    public static final String DROPPED = PREFIX + "dropped";

    // Of a message in {@code seen/<channel>}.

    /** The ids up to this message are in the queue of older ones. */
    public static final String BLOCK = PREFIX + "block";

    /** Who wrote it need not read it. */
    public static final String WRITER = PREFIX + "writer";

    /** The filter of a consumer that asks for nothing: it shows that the breaker of a destination is open. */
    public static final String BREAKER_SIGN = PREFIX + "waits = 'breaker open'";

    private EventProperties() {}
}
