package io.stagedoor.scale;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.testing.QuietQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;

/** Takes what still stands in a queue. */
final class Rest {

    private static final Pattern ID = Pattern.compile("\"eventId\": *\"([^\"]+)\"");
    private static final int AHEAD = 1_000;
    private static final long QUIET_MS = 2_000;

    private final BrokerSettings broker;

    Rest(BrokerSettings broker) {
        this.broker = broker;
    }

    /** Until the broker says that it is empty: a long queue comes from the disk with pauses. */
    void take(String queue, Arrived arrived) throws Exception {
        QuietQueues queues = new QuietQueues(broker);
        try (AmqpConnector connector = new AmqpConnector(broker, Duration.ofMinutes(1));
                Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(queue, new ReceiverOptions().creditWindow(AHEAD))) {
            while (queues.messages(queue) > 0) {
                for (Delivery next = next(receiver); next != null; next = next(receiver)) {
                    Matcher id = ID.matcher(new String(next.<byte[]>message().body(), StandardCharsets.UTF_8));
                    if (!id.find()) {
                        throw new IllegalStateException("an event without its id in " + queue);
                    }
                    arrived.add(id.group(1));
                }
            }
        }
    }

    private static Delivery next(Receiver receiver) throws Exception {
        return receiver.receive(QUIET_MS, TimeUnit.MILLISECONDS);
    }
}
