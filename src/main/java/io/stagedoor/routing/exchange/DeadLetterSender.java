package io.stagedoor.routing.exchange;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.Event;
import io.stagedoor.routing.transaction.SeenEvents;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.jms.message.JmsMessage;
import org.jboss.logging.Logger;
import org.springframework.jms.support.JmsUtils;

/**
 * Sends an event to the dead-letter address of its channel, in the transaction that took it from the channel's queue.
 * The message stays unchanged, with its body; only our properties replace any of the same name.
 */
public final class DeadLetterSender {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    private final SeenEvents seen;
    private final Clock clock;

    public DeadLetterSender(SeenEvents seen, Clock clock) {
        this.seen = seen;
        this.clock = clock;
    }

    /** The event that is in its route on this thread, or null. */
    Event inRoute() {
        Batch batch = seen.current();
        return batch == null ? null : batch.taken();
    }

    /**
     * The message goes at the commit, like those that the route sends: no acknowledgement may follow it (decision
     * 0027).
     *
     * @throws JMSException when the dead letter cannot be made: the transaction must roll back, and the event stays
     */
    public void send(Event event, DeadLetter deadLetter) throws JMSException {
        Message message = event.message();
        Map<String, Object> properties = producerProperties(message);
        properties.putAll(deadLetter.at(now()).properties());
        properties.put(EventProperties.EVENT_ID, event.id());
        properties.put(EventProperties.CHANNEL, event.channel().address());
        // A received message is read-only; this opens the properties and leaves the body alone.
        message.clearProperties();
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (!set(message, property.getKey(), property.getValue())) {
                dropped.add(property.getKey());
            }
        }
        if (!dropped.isEmpty()) {
            message.setStringProperty(EventProperties.DROPPED, String.join(",", dropped));
        }
        forgetBroker(message);
        String address = QueueNames.deadLetter(event.channel().address());
        seen.current().keep(message, address, false, dead -> send(event.session(), address, dead));
        event.markDead(deadLetter.reason());
        // Without the error text: it may quote the body, which must not be in a log.
        seen.current()
                .tellOnCommit(() -> LOG.warnf(
                        "dead letter: channel=%s event=%s reason=%s keyword=%s",
                        event.channel().address(),
                        event.id(),
                        deadLetter.reason().word(),
                        deadLetter.keyword()));
    }

    private static void send(Session session, String address, Message dead) {
        try (MessageProducer producer = session.createProducer(null)) {
            producer.send(session.createQueue(address), dead);
        } catch (JMSException e) {
            throw JmsUtils.convertJmsAccessException(e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, Object> producerProperties(Message message) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Object name : Collections.list(message.getPropertyNames())) {
            String key = (String) name;
            if (!key.startsWith(EventProperties.PREFIX)
                    && !key.startsWith("JMS")
                    && !key.equals(DeadLetterMessage.DUPLICATE_ID)) {
                properties.put(key, value(message, key));
            }
        }
        return properties;
    }

    private static Object value(Message message, String name) throws JMSException {
        try {
            return message.getObjectProperty(name);
        } catch (RuntimeException nameUnknownToJms) {
            return "";
        }
    }

    /** Removes the broker's own annotations: they mark its dead letters, and a producer may have set some. */
    private static void forgetBroker(Message message) {
        if (message instanceof JmsMessage jms) {
            List<String> names = new ArrayList<>();
            jms.getFacade().filterTracingAnnotations((name, value) -> names.add(name));
            names.stream().filter(DeadLetterMessage::isOfTheBroker).forEach(jms.getFacade()::removeTracingAnnotation);
        }
    }

    /** @return false if JMS does not allow the name */
    private static boolean set(Message message, String name, Object value) throws JMSException {
        try {
            message.setObjectProperty(name, value);
        } catch (MessageFormatException noJmsType) {
            // AMQP has more types than JMS properties. Keep such a value as text.
            message.setStringProperty(name, String.valueOf(value));
        } catch (RuntimeException noJmsName) {
            return false;
        }
        return true;
    }
}
