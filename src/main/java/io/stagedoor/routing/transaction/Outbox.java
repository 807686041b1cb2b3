package io.stagedoor.routing.transaction;

import io.opentelemetry.api.trace.Span;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.wire.Bundle;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects the messages that the routes of one transaction send, until its commit. Those for the queue of a destination
 * go as {@link Bundle}s, in the order in which they were sent; all others go unchanged.
 */
public final class Outbox {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    /** @param queue of a destination, or null if the message must stay unchanged */
    private record Sent(Message message, String queue, Consumer<Message> send, Span span) {}

    private final boolean bundled;
    private final List<Sent> pending = new ArrayList<>();
    private final List<Sent> confirmed = new ArrayList<>();
    private Exception failure;

    /** @param bundled whether there are bundles at all */
    Outbox(boolean bundled) {
        this.bundled = bundled;
    }

    /**
     * Adds a message, created at the route's step from the exchange at that moment.
     *
     * @param address the address to send it to
     * @param plain whether it has the broker's defaults: durable, delivered at once, without expiry
     * @param span ends when the message is sent
     */
    void keep(Message message, String address, boolean plain, Consumer<Message> send, Span span) {
        boolean toDestination = bundled && plain && QueueNames.isDestination(address);
        pending.add(new Sent(message, toDestination ? address : null, send, span));
        failure = null;
    }

    /** A send of the route failed. A route that catches the failure has to send the event elsewhere. */
    public void fails(Exception reason) {
        failure = reason;
    }

    /** The failure of the last send, if none succeeded after it; otherwise null. */
    public Exception failure() {
        return failure;
    }

    /** Whether the event's route has sent nothing yet. */
    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** The event's route succeeded: its messages go at the commit. */
    public void confirm() {
        confirmed.addAll(pending);
    }

    /** Drops what is not confirmed: the event has left its route, in whatever way, or its messages must not go. */
    public void dropPending() {
        pending.clear();
        failure = null;
    }

    void send(Session session) throws JMSException {
        Map<String, Open> open = new HashMap<>();
        for (Sent sent : confirmed) {
            Optional<Bundle.Member> member = sent.queue() == null ? Optional.empty() : member(sent.message());
            if (member.isEmpty()) {
                sent.send().accept(sent.message());
            } else {
                open.computeIfAbsent(sent.queue(), first -> new Open(session)).add(sent, member.get());
            }
        }
        for (Open last : open.values()) {
            last.send();
        }
        confirmed.forEach(sent -> sent.span().end());
        confirmed.clear();
    }

    void forget() {
        confirmed.clear();
    }

    /** Empty for a message with properties that a bundle cannot hold. */
    private static Optional<Bundle.Member> member(Message message) throws JMSException {
        if (!(message instanceof BytesMessage bytes)
                || message.getJMSCorrelationID() != null
                || message.getJMSType() != null
                || message.getJMSReplyTo() != null) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            if (name.equals(DELIVERY_COUNT)) {
                continue; // Qpid JMS lists it for every message.
            }
            // The broker looks for the id of a duplicate only on a message of its own.
            if (name.equals(DeadLetterMessage.DUPLICATE_ID)
                    || !(message.getObjectProperty((String) name) instanceof String text)) {
                return Optional.empty();
            }
            properties.put((String) name, text);
        }
        bytes.reset();
        byte[] body = new byte[(int) bytes.getBodyLength()];
        bytes.readBytes(body);
        Bundle.Member member = new Bundle.Member(properties, body);
        return member.size() < Bundle.MOST_BYTES ? Optional.of(member) : Optional.empty();
    }

    /** A bundle with room for more events. */
    private static final class Open {

        private final Session session;
        private final List<Bundle.Member> members = new ArrayList<>();
        private Sent first;
        private int size;

        Open(Session session) {
            this.session = session;
        }

        void add(Sent sent, Bundle.Member member) throws JMSException {
            if (members.size() == Bundle.MOST_EVENTS || size + member.size() > Bundle.MOST_BYTES) {
                send();
            }
            if (members.isEmpty()) {
                first = sent;
            }
            members.add(member);
            size += member.size();
        }

        void send() throws JMSException {
            if (members.size() == 1) {
                first.send().accept(first.message());
            } else {
                BytesMessage bundle = session.createBytesMessage();
                bundle.setIntProperty(EventProperties.EVENTS, members.size());
                bundle.writeBytes(Bundle.write(members));
                first.send().accept(bundle);
            }
            members.clear();
            size = 0;
        }
    }
}
