package io.stagedoor.routing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.contract.Contract;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.EventProperties;
import io.stagedoor.event.NotJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.SessionOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Takes from a channel's queue what the JMS client gave back as unreadable, with a client that reads every AMQP
 * message, and makes it a dead letter, body untouched. Whatever else it meets there it gives back.
 */
final class Quarantine {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    /** The broker keeps a message back for a second after a client gave it back, and other consumers may be first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long QUIET_MS = 200;
    private static final int IN_HAND = 10;
    private static final String QUEUE = "queue";

    private final BrokerSettings broker;
    private final Contract contract;
    private final Clock clock;

    Quarantine(BrokerSettings broker, Contract contract, Clock clock) {
        this.broker = broker;
        this.contract = contract;
        this.clock = clock;
    }

    /**
     * Looks through the queue for at most 10 s. The message may go to another consumer first; that one then fails in
     * the same way, and brings the next look.
     */
    synchronized void sweep(String address) {
        try (AmqpConnector connector = new AmqpConnector(broker);
                Connection connection = connector.open();
                Session session = connection.openSession(new SessionOptions().requestTimeout(0))) {
            Receiver receiver = session.openReceiver(address, takeOnly());
            Sender sender = session.openSender(DeadLetter.address(address), toQueue());
            receiver.addCredit(IN_HAND);
            boolean found = false;
            Instant end = clock.instant().plus(PATIENCE);
            while (clock.instant().isBefore(end)) {
                Delivery delivery = receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
                if (delivery == null && found) {
                    return;
                }
                found |= delivery != null && setAside(session, sender, delivery, address);
                if (delivery != null) {
                    receiver.addCredit(1);
                }
            }
        } catch (Exception e) {
            LOG.warnf("%s: an unreadable message waits in the queue: %s", address, e.getMessage());
        }
    }

    /** @return whether the message was one to set aside; if not it is given back */
    private boolean setAside(Session session, Sender sender, Delivery delivery, String address) throws ClientException {
        String fault = fault(delivery.message());
        if (fault == null) {
            delivery.release();
            return false;
        }
        Map<String, Object> properties =
                DeadLetter.invalid(null, "", "body", fault, contract.identity()).properties();
        properties.put(EventProperties.EVENT_ID, UUID.randomUUID().toString());
        properties.put(EventProperties.CHANNEL, address);
        session.beginTransaction();
        sender.send(DeadLetterMessage.anew(delivery.message(), properties)).awaitAccepted();
        delivery.accept();
        session.commitTransaction();
        LOG.warnf("%s: set a message aside that JMS cannot read: %s", address, fault);
        return true;
    }

    /** Null for a message that the JMS client could read. */
    private static String fault(Message<?> message) throws ClientException {
        Object body = message.body();
        if (message.hasAnnotation("x-opt-jms-msg-type") && !(body instanceof byte[]) && !(body instanceof String)) {
            return "the message's JMS type does not fit its body: send the event as JSON text";
        }
        if (body instanceof byte[] bytes) {
            try {
                EventJson.parse(bytes);
            } catch (NotJson e) {
                return "the body is no JSON text: " + e.getMessage();
            }
        }
        return null;
    }

    private static ReceiverOptions takeOnly() {
        ReceiverOptions options = new ReceiverOptions().creditWindow(0).autoAccept(false);
        options.sourceOptions().capabilities(QUEUE);
        return options;
    }

    private static SenderOptions toQueue() {
        SenderOptions options = new SenderOptions();
        options.targetOptions().capabilities(QUEUE);
        return options;
    }
}
