package io.stagedoor.routing.transaction;

import io.stagedoor.contract.Channel;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.event.EventBody;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.apache.camel.Exchange;

/**
 * One event on its way through the routing stage: the message it came in, the transaction it came in, and what
 * became of it. Lives for one pass through a route, on one thread.
 */
public final class Event {

    private static final String PROPERTY = "stagedoor.event";

    private final Channel channel;
    private final Message message;
    private final Session session;
    private String id;
    private EventBody body;
    private String ownId;
    private boolean valid;
    private boolean routed;
    private DeadLetterReason dead;

    public Event(Channel channel, Message message, Session session) {
        this.channel = channel;
        this.message = message;
        this.session = session;
    }

    /** The event of an exchange of the routing stage, or null in any other. */
    public static Event of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Event.class);
    }

    public void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    public Channel channel() {
        return channel;
    }

    /** As it came: a dead letter is made from this, not from what a route made of it. */
    public Message message() {
        return message;
    }

    /** The transacted session that the event was received in; what is sent through it commits with the event. */
    public Session session() {
        return session;
    }

    public String id() {
        return id;
    }

    public EventBody body() {
        return body;
    }

    /** The id that the event itself has in its {@code metadata}; null where {@link #id} is another. */
    String ownId() {
        return ownId;
    }

    public void read(String id, String ownId, EventBody body) {
        this.id = id;
        this.ownId = ownId;
        this.body = body;
    }

    /** Whether this body, as it came, is known to match the channel's schema. */
    public boolean isValid(Object body) {
        return valid && body == this.body;
    }

    public void markValid() {
        valid = true;
    }

    boolean routed() {
        return routed;
    }

    public void markRouted() {
        routed = true;
    }

    public void markDead(DeadLetterReason reason) {
        dead = reason;
    }

    /** Null for an event that is no dead letter. */
    DeadLetterReason deadFor() {
        return dead;
    }

    /** Whether its route is done with it: sent on, and in no part a dead letter that may be sent again. */
    boolean delivered() {
        return routed && dead == null;
    }
}
