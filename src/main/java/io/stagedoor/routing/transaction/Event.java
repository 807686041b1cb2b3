package io.stagedoor.routing.transaction;

import io.stagedoor.contract.Channel;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.event.EventBody;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.apache.camel.Exchange;

/**
 * One event in the routing stage: its message, its transaction, and its result. It lives while the event is in its
 * route, on one thread.
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

    /** The event of an exchange of the routing stage; null for any other exchange. */
    public static Event of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Event.class);
    }

    public void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    public Channel channel() {
        return channel;
    }

    /** The original message: a dead letter is made from this, not from the result of a route. */
    public Message message() {
        return message;
    }

    /** The transacted session that received the event; messages sent in it commit with the event. */
    public Session session() {
        return session;
    }

    public String id() {
        return id;
    }

    public EventBody body() {
        return body;
    }

    /** The id in the {@code metadata} of the event; null if {@link #id} comes from elsewhere. */
    String ownId() {
        return ownId;
    }

    public void read(String id, String ownId, EventBody body) {
        this.id = id;
        this.ownId = ownId;
        this.body = body;
    }

    /** Whether this is the original body, and it matches the channel's schema. */
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

    /** Null unless the event is a dead letter. */
    DeadLetterReason deadFor() {
        return dead;
    }

    /** Whether its route has sent it on completely, and no part of it is a dead letter that may be redriven. */
    boolean delivered() {
        return routed && dead == null;
    }
}
