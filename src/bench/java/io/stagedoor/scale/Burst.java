package io.stagedoor.scale;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.testing.Events;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Sends events as fast as the broker takes them. */
final class Burst {

    private static final int WINDOW = 500;
    private static final long PATIENCE_SECONDS = 120;

    private final BrokerSettings broker;
    private final Numbered events;

    Burst(BrokerSettings broker, Numbered events) {
        this.broker = broker;
        this.events = events;
    }

    /** Returns when the broker has accepted all of them, and fails when it does not. */
    void send() throws Exception {
        try (AmqpConnector connector = new AmqpConnector(broker, Duration.ofSeconds(PATIENCE_SECONDS));
                Connection connection = connector.open()) {
            SenderOptions options = new SenderOptions().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
            options.targetOptions().capabilities("queue");
            Sender sender = connection.openSender(Events.TASK, options);
            Deque<Tracker> unsettled = new ArrayDeque<>(WINDOW);
            for (int number = 0; number < events.events(); number++) {
                if (unsettled.size() == WINDOW) {
                    accepted(unsettled.remove());
                }
                unsettled.add(sender.send(Message.create(events.body(number)).durable(true)));
            }
            for (Tracker tracker : unsettled) {
                accepted(tracker);
            }
        }
    }

    private static void accepted(Tracker tracker) throws ClientException {
        if (!tracker.awaitSettlement(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .remoteState()
                .isAccepted()) {
            throw new ClientException("the broker did not accept an event");
        }
    }
}
