package io.stagedoor.delivery.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.QueueBrowser;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.broker.queue.Selector;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * The queues {@code deliver/x/parked/<order key>}: events that wait, in order, for an earlier one of their key. Each
 * key has a queue of its own: in a common queue, a selector could not reach messages that the broker keeps on the disk.
 */
public final class Parked {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Longer than the broker takes to deliver a parked event from the disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * After this time, the last commit of the previous holder of the lease is complete, and the queue counts its
     * events: Artemis stops itself when its disk takes more than two minutes for an operation.
     */
    private static final Duration ALL_IS_COUNTED = Duration.ofMinutes(5);

    private static final Duration REMOVING = Duration.ofSeconds(2);

    /** More than any queue has, until the queue is empty: Artemis only estimates the depth of a queue on the disk. */
    private static final long UNKNOWN = 1L << 40;

    /**
     * The state of a destination's keys, from its queues.
     *
     * @param parked the least number of parked events of each key
     * @param delayed keys with an event that waits for its next attempt
     * @param paused whether the destination is paused
     */
    public record Census(Map<String, Long> parked, Set<String> delayed, boolean paused) {

        /** No key has parked or delayed events. */
        public static final Census NONE = new Census(Map.of(), Set.of(), false);
    }

    private final Session session;
    private final AmqpConnector broker;
    private final String queue;
    private final String prefix;
    private final Clock clock;
    private final Instant leaseBegan;
    private final Map<String, Sender> senders = new HashMap<>();
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** Create it only as the new holder of the lease. */
    public Parked(Session session, AmqpConnector broker, String queue, Clock clock) {
        this.session = session;
        this.broker = broker;
        this.queue = queue;
        this.prefix = QueueNames.parked(queue);
        this.clock = clock;
        this.leaseBegan = clock.instant();
    }

    /** Call it as the holder of the lease, before receiving any event. */
    public Census census() throws IOException {
        Map<String, Long> parked = new HashMap<>();
        Set<String> delayed = new HashSet<>();
        boolean paused;
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            for (String name : management.queues()) {
                if (name.startsWith(prefix)) {
                    boolean onDisk = management.paging(name);
                    long messages = management.ask(name).orElseThrow().messages();
                    if (onDisk || messages > 0) {
                        parked.put(name.substring(prefix.length()), onDisk ? UNKNOWN : messages);
                    }
                }
            }
            paused = management.ask(queue).map(QueueState::paused).orElse(false);
            for (JsonNode waiting : management.scheduled(queue)) {
                delayed.add(waiting.path(EventProperties.ORDER_KEY).asText());
            }
        }
        // Last: an event that becomes due meanwhile is then found twice, and not missed.
        try (Connection connection = broker.open()) {
            new QueueBrowser(connection).browse(queue, Selector.isThere(EventProperties.ORDER_KEY), message -> {
                delayed.add((String) message.property(EventProperties.ORDER_KEY));
                return true;
            });
        }
        return new Census(parked, delayed, paused);
    }

    public Tracker send(String key, Message<?> message) throws ClientException {
        Sender sender = senders.get(key);
        if (sender == null) {
            sender = session.openSender(prefix + key, QueueLinks.sender());
            senders.put(key, sender);
        }
        return sender.send(message);
    }

    /** The oldest event of the key; null if none arrives in time. */
    public Delivery receive(String key) throws ClientException {
        Receiver receiver = receivers.get(key);
        if (receiver == null) {
            // Keep it: ProtonJ2 frees a receiver, and its deliveries, only with the connection.
            receiver = session.openReceiver(prefix + key, QueueLinks.receiver());
            receivers.put(key, receiver);
        }
        if (asked.add(key)) {
            receiver.addCredit(1);
        }
        Delivery delivery = receiver.receive(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (delivery != null) {
            asked.remove(key);
        }
        return delivery;
    }

    /**
     * Removes the empty queues to which nothing was sent during this lease, if the lease lasted long enough for their
     * depths to be certain: the broker would also remove messages in them. Call it at the end of the lease, when all is
     * settled. It takes at most two seconds, because the next holder of the lease waits for it.
     *
     * @throws ClientException when the lease is lost
     */
    public void removeUnused() throws IOException, ClientException {
        if (clock.instant().isBefore(leaseBegan.plus(ALL_IS_COUNTED))) {
            return;
        }
        long end = System.nanoTime() + REMOVING.toNanos();
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            for (String name : management.queues()) {
                if (System.nanoTime() - end > 0) {
                    return; // The next holder continues.
                }
                if (name.startsWith(prefix) && !senders.containsKey(name.substring(prefix.length()))) {
                    requireLease();
                    if (isEmpty(management, name)) {
                        management.lifecycle().destroy(name);
                    }
                }
            }
        }
    }

    /**
     * Checks that the session, and so the lease, still exists. If the network was cut, only a missing answer shows
     * that.
     */
    private void requireLease() throws ClientException {
        session.beginTransaction();
        session.commitTransaction();
    }

    public void close() {
        receivers.values().forEach(Drain::unread);
    }

    /** Whether no event of the key is parked, neither in memory nor on the disk. */
    public boolean isEmpty(String key) throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            return isEmpty(management, prefix + key);
        }
    }

    private static boolean isEmpty(QueueManagement management, String name) throws IOException {
        return !management.paging(name)
                && management.ask(name).map(QueueState::messages).orElse(0L) == 0;
    }
}
