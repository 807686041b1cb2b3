package io.stagedoor.routing.poison;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.qpid.Decodable;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.contract.Contract;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.event.EventId;
import io.stagedoor.watch.ChannelMeters;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Takes messages that the JMS client cannot decode from a channel's queue, and makes each a dead letter with the bytes
 * of the message as its body. It decodes nothing itself, and releases all other messages.
 */
public final class Quarantine {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    /** How long to look for a message: other consumers may get it first. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);

    /**
     * The most messages to check. A returned message is near the head of its queue, behind at most the other messages
     * that clients returned. In a backlog or a paused queue, an unlimited search took a fifth of the broker's time.
     */
    static final int LOOKED_AT = 1_000;

    /** More deliveries mark the message on which a consumer failed while it received. */
    private static final int MOST_DELIVERIES = 5;

    private static final long QUIET_MS = 200;
    private static final int IN_HAND = 10;
    private static final int AHEAD = 100;
    private static final long SEND_SECONDS = 10;

    private final AmqpConnector broker;
    private final Contract contract;
    private final Clock clock;
    private final Map<String, ChannelMeters> meters;
    private final Map<String, Instant> nextLook = new ConcurrentHashMap<>();
    private final ExecutorService looks = Executors.newSingleThreadExecutor(look -> {
        Thread thread = new Thread(look, "quarantine");
        thread.setDaemon(true);
        return thread;
    });

    public Quarantine(AmqpConnector broker, Contract contract, Clock clock, Map<String, ChannelMeters> meters) {
        this.meters = meters;
        this.broker = broker;
        this.contract = contract;
        this.clock = clock;
    }

    /**
     * Searches the queue for at most 3 s after a consumer failed while it received. If another consumer gets the
     * message first, it fails in the same way and starts the next search.
     */
    public synchronized void sweep(String address) {
        try {
            look(address, PATIENCE, MOST_DELIVERIES);
        } catch (Exception e) {
            if (!Thread.currentThread().isInterrupted()) { // Otherwise the next start searches.
                LOG.warnf("%s: an unreadable message waits in the queue: %s", address, e.getMessage());
            }
        }
    }

    /**
     * Searches briefly, from time to time, for messages that the JMS client returned silently. The broker offers such a
     * message to no consumer twice, and it would wait for ever. It also searches while events flow, because a channel
     * may never be idle.
     */
    public void lookWhenDue(String address) {
        Instant now = clock.instant();
        Instant due = nextLook.computeIfAbsent(address, first -> now.plus(INTERVAL));
        if (now.isBefore(due) || !nextLook.replace(address, due, now.plus(INTERVAL))) {
            return;
        }
        // On a separate thread: messages that the broker delivers meanwhile must not wait for this.
        looks.execute(() -> {
            try {
                if (sees(address)) {
                    lookOnce(address);
                }
            } catch (Exception e) {
                LOG.debugf(e, "%s: no look at the queue", address); // The consumers report a lost broker.
            }
        });
    }

    private synchronized void lookOnce(String address) throws Exception {
        look(address, LOOK_PATIENCE, Long.MAX_VALUE);
    }

    /** Only browses: taking an event could change its place in the queue. */
    boolean sees(String address) throws Exception {
        Decodable decodable = new Decodable();
        try (Connection connection = broker.open();
                Receiver receiver = connection.openReceiver(address, QueueLinks.browser(Optional.empty()))) {
            receiver.addCredit(AHEAD);
            for (int seen = 1; seen <= LOOKED_AT; seen++) {
                Delivery delivery = receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
                if (delivery == null) {
                    return false;
                }
                byte[] bytes = bytes(delivery);
                delivery.settle();
                if (decodable.deliveries(bytes).isEmpty()) {
                    return true;
                }
                if (seen % AHEAD == 0) {
                    receiver.addCredit(AHEAD);
                }
            }
            return false;
        }
    }

    /** @param most messages delivered more often become dead letters too */
    private void look(String address, Duration patience, long most) throws Exception {
        Decodable decodable = new Decodable();
        Connection connection = broker.open();
        try {
            Session session = QueueLinks.transactional(connection);
            Receiver receiver = session.openReceiver(address, QueueLinks.receiver());
            Sender sender = session.openSender(QueueNames.deadLetter(address), QueueLinks.sender());
            receiver.addCredit(IN_HAND);
            Instant end = clock.instant().plus(patience);
            while (clock.instant().isBefore(end)) {
                Delivery delivery = receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
                if (delivery == null) {
                    continue;
                }
                byte[] bytes = bytes(delivery);
                if (decodable.deliveries(bytes).filter(times -> times <= most).isPresent()) {
                    delivery.modified(false, true); // The broker does not offer it to this receiver again.
                } else {
                    setAside(session, sender, delivery, address, bytes);
                    end = clock.instant().plus(patience);
                }
                receiver.addCredit(1);
            }
            Drain.unread(receiver);
        } finally {
            connection.closeAsync();
        }
    }

    private void setAside(Session session, Sender sender, Delivery delivery, String address, byte[] bytes)
            throws ClientException {
        String id = EventId.of(null, null, address, bytes);
        session.beginTransaction();
        Tracker sent = sender.send(deadLetter(address, id, bytes)).awaitSettlement(SEND_SECONDS, TimeUnit.SECONDS);
        if (sent.remoteState().isAccepted()) {
            delivery.accept();
            session.commitTransaction();
        } else {
            session.rollbackTransaction();
            // The broker moves it unchanged to the dead-letter address of the channel.
            delivery.disposition(DeliveryState.rejected("amqp:decode-error", "it cannot be decoded"), true);
        }
        meters.get(address).dead("invalid", 1);
        LOG.warnf("dead letter: channel=%s event=%s reason=invalid keyword=body: it cannot be decoded", address, id);
    }

    private Message<?> deadLetter(String address, String id, byte[] bytes) throws ClientException {
        DeadLetter why = DeadLetter.invalid(
                null,
                "",
                "body",
                "the AMQP message cannot be decoded; the body contains its bytes. Send the event as JSON text",
                contract.identity());
        Message<byte[]> dead = Message.create(bytes).durable(true).contentType("application/octet-stream");
        for (Map.Entry<String, Object> property :
                why.at(clock.instant()).properties().entrySet()) {
            dead.property(property.getKey(), property.getValue());
        }
        return dead.property(EventProperties.EVENT_ID, id).property(EventProperties.CHANNEL, address);
    }

    private static byte[] bytes(Delivery delivery) throws ClientException, IOException {
        try (InputStream raw = delivery.rawInputStream()) {
            return raw.readAllBytes();
        }
    }
}
