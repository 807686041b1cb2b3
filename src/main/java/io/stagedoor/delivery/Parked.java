package io.stagedoor.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.QueueBrowser;
import io.stagedoor.broker.QueueLinks;
import io.stagedoor.broker.QueueManagement;
import io.stagedoor.broker.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** The queue {@code deliver/x/parked}: events, in order, that wait for an earlier one of their key. */
final class Parked {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ORDERED = Selector.isThere(Received.ORDER_KEY);

    /**
     * What the queues of a destination say of its keys.
     *
     * @param parked how many events of each key are parked
     * @param delayed keys of which an event waits for its next attempt
     */
    record Census(Map<String, Integer> parked, Set<String> delayed) {}

    private final Session session;
    private final String address;
    private final Sender sender;

    Parked(Session session, String queue)
            throws ClientException, ExecutionException, InterruptedException, TimeoutException {
        this.session = session;
        this.address = address(queue);
        this.sender = session.openSender(address, QueueLinks.sender());
        sender.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String address(String queue) {
        return queue + "/parked";
    }

    /** Looks; to be called by whoever has the turn, before any event is taken. */
    static Census census(AmqpConnector broker, String queue) throws Exception {
        Map<String, Integer> parked = new HashMap<>();
        Set<String> delayed = new HashSet<>();
        // In this order: an event that falls due meanwhile is found twice and not missed.
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            for (JsonNode waiting : management.scheduled(queue)) {
                delayed.add(waiting.path(Received.ORDER_KEY).asText());
            }
        }
        try (Connection connection = broker.open()) {
            QueueBrowser browser = new QueueBrowser(connection);
            browser.browse(queue, ORDERED, message -> {
                delayed.add((String) message.property(Received.ORDER_KEY));
                return true;
            });
            browser.browse(address(queue), ORDERED, message -> {
                parked.merge((String) message.property(Received.ORDER_KEY), 1, Integer::sum);
                return true;
            });
        }
        return new Census(parked, delayed);
    }

    Sender sender() {
        return sender;
    }

    /** The oldest one of the key; its receiver was opened for it alone, and is to be closed when it is settled. */
    Delivery receive(String key) throws ClientException {
        String selector = Selector.in(Received.ORDER_KEY, List.of(key));
        Receiver receiver = session.openReceiver(address, QueueLinks.receiver(selector));
        receiver.addCredit(1);
        Delivery delivery = receiver.receive(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (delivery == null) {
            throw new ClientException("an event of '" + key + "' should be in " + address + ", and is not");
        }
        return delivery;
    }
}
