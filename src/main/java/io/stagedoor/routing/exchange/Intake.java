package io.stagedoor.routing.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.EventId;
import io.stagedoor.event.NotJson;
import io.stagedoor.event.Timestamp;
import io.stagedoor.routing.duplicates.SeenWindow;
import io.stagedoor.routing.transaction.Event;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.wire.EventProperties;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.JmsMessage;
import org.apache.camel.support.DefaultMessage;
import org.jboss.logging.Logger;

/**
 * The entrance of the routing stage: turns a message of a channel's queue into an event for the route.
 *
 * <p>The route then sees the unchanged body, the variables {@code action} (null if the event has none), {@code eventId}
 * and {@code channel}, and only our headers: a producer's properties could otherwise control Camel ({@code
 * CamelHttpUri}) or the broker ({@code JMSReplyTo}).
 */
public final class Intake implements Processor {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");
    private static final String ACTION = "/eventPayload/action";

    private final Contract contract;
    private final MessageBody bodies;
    private final SeenEvents seen;
    private final Clock clock;

    public Intake(Contract contract, MessageBody bodies, SeenEvents seen, Clock clock) {
        this.contract = contract;
        this.bodies = bodies;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        JmsMessage in = exchange.getIn(JmsMessage.class);
        Event event = new Event(channel(exchange), in.getJmsMessage(), in.getJmsSession());
        event.attachTo(exchange);
        seen.current().takes(event);
        exchange.setIn(new DefaultMessage(exchange));
        read(event);
        SeenWindow.Entry entry = seen.current().enter(event);
        if (entry == SeenWindow.Entry.FIRST) {
            present(event, exchange);
            return;
        }
        // A duplicate, to be taken from the queue; or another consumer holds it, and its batch is rolled back.
        event.markRouted();
        exchange.setRouteStop(true);
        if (entry == SeenWindow.Entry.REPEATED) {
            LOG.infof("duplicate: channel=%s event=%s", event.channel().address(), event.id());
        }
    }

    private Channel channel(Exchange exchange) {
        String address = ((JmsEndpoint) exchange.getFromEndpoint()).getDestinationName();
        // Route files are checked against the contract before they start.
        return contract.channel(address).orElseThrow();
    }

    /** Reads the event. It has an id even if this fails. */
    public void read(Event event) throws InvalidEvent, JMSException {
        String messageId = messageId(event.message());
        byte[] bytes;
        try {
            bytes = bodies.read(event.message());
        } catch (InvalidEvent e) {
            seen.current().weigh(bodies.limit());
            // There is nothing to hash, but the event needs an id of its own.
            event.read(messageId == null ? UUID.randomUUID().toString() : messageId, null, null);
            throw e;
        }
        seen.current().weigh(bytes.length);
        EventBody body = new EventBody(bytes);
        JsonNode json = null;
        try {
            json = body.json();
        } catch (NotJson e) {
            throw new InvalidEvent(e.pointer(), e.keyword(), e.getMessage());
        } finally {
            String id = EventId.of(json, messageId, event.channel().address(), bytes);
            event.read(id, EventId.ofMetadata(json), body);
        }
    }

    /** The AMQP message-id as text, without the prefixes that JMS adds; null if there is none. */
    private static String messageId(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        if (id == null) {
            return null;
        }
        String bare = id.startsWith("ID:") ? id.substring(3) : id;
        return bare.startsWith("AMQP_NO_PREFIX:") ? bare.substring(15) : bare;
    }

    private void present(Event event, Exchange exchange) throws NotJson, JMSException {
        String address = event.channel().address();
        JsonNode action = event.body().json().at(ACTION);
        exchange.setVariable("action", action.isTextual() ? action.textValue() : null);
        exchange.setVariable("eventId", event.id());
        exchange.setVariable("channel", address);
        exchange.getIn().setBody(event.body());
        exchange.getIn().setHeader(EventProperties.EVENT_ID, event.id());
        exchange.getIn().setHeader(EventProperties.CHANNEL, address);
        exchange.getIn().setHeader(EventProperties.CONTENT_TYPE, event.channel().contentType());
        Instant now = clock.instant();
        Acceptance.of(event.message(), now)
                .ifPresent(accepted -> exchange.getIn().setHeader(EventProperties.ACCEPTED, accepted));
        exchange.getIn().setHeader(EventProperties.RECEIVED, Timestamp.of(now));
    }
}
