package io.stagedoor.broker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the events of queues whose messages may hold several. Since the broker looks at each message for it, it is asked
 * only where it has them all in memory, and at most 20,000. Else the result is an estimate: each message holds as many
 * as they did on average when they were last counted, or 1 before. For one thread.
 */
public final class EventCount {

    private static final long MOST = 20_000;

    private final String property;
    private final Map<String, Double> ofAMessage = new HashMap<>();

    /** @param property of a message: how many events it holds; 1 where it has none */
    public EventCount(String property) {
        this.property = property;
    }

    /**
     * Those that are due.
     *
     * @param waiting nobody has them
     * @param inFlight of messages that a consumer has, those of their events included that it is done with
     */
    public record Due(long waiting, long inFlight) {

        public long sum() {
            return waiting + inFlight;
        }
    }

    /** @param state of the queue, as it was told last */
    public Due due(QueueManagement management, String queue, QueueState state) throws IOException {
        long messages = Math.max(0, state.messages() - state.scheduled());
        if (messages == 0) {
            return new Due(0, 0);
        }
        if (state.messages() > MOST || management.paging(queue)) {
            return estimate(messages, management.delivering(queue), ofAMessage.getOrDefault(queue, 1.0));
        }
        Due due = new Due(management.sum(queue, property), management.sumDelivering(queue, property));
        ofAMessage.put(queue, Math.max(1, due.sum() / (double) messages));
        return due;
    }

    private static Due estimate(long messages, long delivering, double ofAMessage) {
        return new Due(
                Math.round(Math.max(0, messages - delivering) * ofAMessage), Math.round(delivering * ofAMessage));
    }
}
