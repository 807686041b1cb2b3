package io.stagedoor.routing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.Drain;
import io.stagedoor.broker.QueueBrowser;
import io.stagedoor.broker.QueueLinks;
import io.stagedoor.contract.Contract;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.EventProperties;
import io.stagedoor.event.NotJson;
import io.stagedoor.watch.ChannelMeters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Takes from a channel's queue what the JMS client gave back as unreadable, with a client that reads every AMQP
 * message, and makes it a dead letter, body untouched. Whatever else it meets there it gives back.
 */
final class Quarantine {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    /** The broker keeps a message back for a second after a client gave it back, and other consumers may be first. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration IDLE_INTERVAL = Duration.ofSeconds(10);
    private static final Duration IDLE_PATIENCE = Duration.ofMillis(300);

    /**
     * What is given back stands at the head of its queue, behind at most what else the clients had in hand. In a backlog,
     * or a queue that is paused, there would be no end to a look: it took a fifth of the broker's time.
     */
    static final int LOOKED_AT = 1_000;

    private static final long QUIET_MS = 200;
    private static final int IN_HAND = 10;
    private static final String JMS_TYPE = "x-opt-jms-msg-type";

    /** Of this type, and of none, JMS makes a message of bytes, whatever they are. */
    private static final String BINARY = "application/octet-stream";

    private final AmqpConnector broker;
    private final Contract contract;
    private final Clock clock;
    private final Map<String, ChannelMeters> meters;
    private final Map<String, Instant> nextLook = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastFound = new ConcurrentHashMap<>();
    private final ExecutorService idleLooks = Executors.newSingleThreadExecutor(look -> {
        Thread thread = new Thread(look, "quarantine");
        thread.setDaemon(true);
        return thread;
    });

    Quarantine(AmqpConnector broker, Contract contract, Clock clock, Map<String, ChannelMeters> meters) {
        this.meters = meters;
        this.broker = broker;
        this.contract = contract;
        this.clock = clock;
    }

    /**
     * After a consumer failed on a message: looks through the queue for at most 3 s. The message may go to another
     * consumer first; that one then fails in the same way, and brings the next look.
     */
    void sweep(String address) {
        Instant failed = clock.instant();
        try {
            lookUnlessFound(address, failed);
        } catch (Exception e) {
            if (!Thread.currentThread().isInterrupted()) { // Else the program stops, and the next start looks again.
                LOG.warnf("%s: an unreadable message waits in the queue: %s", address, e.getMessage());
            }
        }
    }

    /** Several consumers may have failed on one message: when the first one's look has found it, the others go on. */
    private synchronized void lookUnlessFound(String address, Instant failed) throws Exception {
        if (!lastFound.getOrDefault(address, Instant.MIN).isAfter(failed)) {
            look(address, PATIENCE);
        }
    }

    /**
     * While the consumers of a channel have nothing to do: a short look, now and then, for what the JMS client gave
     * back without a word. The broker offers such a message to no consumer twice, and it would wait for ever.
     */
    void lookWhenIdle(String address) {
        Instant now = clock.instant();
        Instant due = nextLook.computeIfAbsent(address, first -> now.plus(IDLE_INTERVAL));
        if (now.isBefore(due) || !nextLook.replace(address, due, now.plus(IDLE_INTERVAL))) {
            return;
        }
        // On a thread of its own: what the broker gives to a consumer meanwhile must not wait for this.
        idleLooks.execute(() -> {
            try {
                if (sees(address)) {
                    look(address, IDLE_PATIENCE);
                }
            } catch (Exception e) {
                LOG.debugf(e, "%s: no look at the idle queue", address); // The consumers say that the broker is away.
            }
        });
    }

    /** Takes nothing: an event that has just come must not lose its place to this. */
    boolean sees(String address) throws Exception {
        AtomicBoolean found = new AtomicBoolean();
        AtomicInteger seen = new AtomicInteger();
        try (Connection connection = broker.open()) {
            new QueueBrowser(connection).browse(address, message -> {
                found.set(fault(message) != null);
                return !found.get() && seen.incrementAndGet() < LOOKED_AT;
            });
        }
        return found.get();
    }

    private synchronized void look(String address, Duration patience) throws Exception {
        Connection connection = broker.open();
        try {
            Session session = QueueLinks.transactional(connection);
            Receiver receiver = session.openReceiver(address, QueueLinks.receiver());
            Sender sender = session.openSender(DeadLetter.address(address), QueueLinks.sender());
            receiver.addCredit(IN_HAND);
            boolean found = false;
            Instant end = clock.instant().plus(patience);
            while (clock.instant().isBefore(end)) {
                Delivery delivery = receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
                if (delivery == null && found) {
                    break;
                }
                found |= delivery != null && setAside(session, sender, delivery, address);
                if (delivery != null) {
                    receiver.addCredit(1);
                }
            }
            Drain.unread(receiver);
        } finally {
            connection.closeAsync();
        }
    }

    /** @return whether the message was one to set aside; if not it is given back */
    private boolean setAside(Session session, Sender sender, Delivery delivery, String address) throws ClientException {
        DeadLetter fault = fault(delivery.message());
        if (fault == null) {
            delivery.release();
            return false;
        }
        Map<String, Object> properties = fault.at(clock.instant()).properties();
        properties.put(EventProperties.EVENT_ID, id(delivery.message(), address));
        properties.put(EventProperties.CHANNEL, address);
        session.beginTransaction();
        sender.send(DeadLetterMessage.anew(delivery.message(), properties)).awaitAccepted();
        delivery.accept();
        session.commitTransaction();
        meters.get(address).dead(fault.reason().word(), 1);
        lastFound.put(address, clock.instant());
        // The fault may quote the body, which does not belong into a log.
        LOG.warnf(
                "dead letter: channel=%s reason=invalid keyword=%s: a message that JMS cannot read",
                address, fault.keyword());
        return true;
    }

    private static String id(Message<?> message, String address) throws ClientException {
        String messageId =
                message.messageId() == null ? null : message.messageId().toString();
        return EventId.of(null, messageId, address, DeadLetterMessage.body(message));
    }

    /** Null for a message that the JMS client could read: that one is the intake's. */
    private DeadLetter fault(Message<?> message) throws ClientException {
        Object body = message.body();
        boolean text = body instanceof byte[] || body instanceof String;
        if (message.hasAnnotation(JMS_TYPE) && !(text && message.annotation(JMS_TYPE) instanceof Byte)) {
            return invalid(
                    "",
                    "body",
                    "the annotation " + JMS_TYPE
                            + " does not fit the body: leave it out, and send the event as JSON text");
        }
        if (body instanceof byte[] bytes && !BINARY.equals(message.contentType()) && message.contentType() != null) {
            try {
                EventJson.parse(bytes);
            } catch (NotJson e) {
                String keyword = isUtf8(bytes) ? e.keyword() : "body"; // As the intake would say.
                return invalid(e.pointer(), keyword, "the body is no JSON text: " + e.getMessage());
            }
        }
        return null;
    }

    private DeadLetter invalid(String pointer, String keyword, String error) {
        return DeadLetter.invalid(null, pointer, keyword, error, contract.identity());
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
