package io.stagedoor.testing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the broker what waits in the queues that the program works, until nothing does. */
public final class QuietQueues {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final BrokerSettings broker;

    public QuietQueues(String url) {
        this(new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public QuietQueues(BrokerSettings broker) {
        this.broker = broker;
    }

    /** Returns what still waits at the end, by queue; nothing when all has settled. */
    public Map<String, Long> await(Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        Map<String, Long> waiting = waiting();
        while (!waiting.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            waiting = waiting();
        }
        return waiting;
    }

    /** What this queue holds; 0 where there is none. */
    public long messages(String queue) throws IOException {
        try (AmqpConnector connector = new AmqpConnector(broker, ANSWER);
                QueueManagement management = new QueueManagement(connector.open(), ANSWER)) {
            return management.ask(queue).map(QueueState::messages).orElse(0L);
        }
    }

    /** Messages under way and scheduled ones included. */
    public Map<String, Long> waiting() throws InterruptedException {
        Map<String, Long> waiting = new TreeMap<>();
        try (AmqpConnector connector = new AmqpConnector(broker, ANSWER);
                QueueManagement management = new QueueManagement(connector.open(), ANSWER)) {
            for (String queue : management.queues()) {
                if (queue.startsWith("backstage/") || queue.startsWith("deliver/")) {
                    management
                            .ask(queue)
                            .filter(state -> state.messages() > 0)
                            .ifPresent(state -> waiting.put(queue, state.messages()));
                }
            }
        } catch (IOException notNow) {
            waiting.put("no answer from the broker: " + notNow.getMessage(), 1L);
        }
        return waiting;
    }
}
