package io.stagedoor.broker.queue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts the events of queues whose messages may hold several.
 *
 * <pre>
 *   at most 20,000 messages, in memory            the broker checks each            exact
 *   the same, on the disk, at most 128 MB         at most twice a minute            exact, and an estimate between
 *   more                                          the first 200 are checked         an estimate
 * </pre>
 *
 * An estimate assumes that each message holds as many events as the average of the checked ones. For one thread.
 */
public final class EventCount {

    private static final long MOST = 20_000;
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final int SAMPLE = 200;
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(30);

    /** How many events a message held on average, and when that was counted. */
    private record Mean(double events, long at) {}

    private final String property;
    private final LongSupplier nanos;
    private final Map<String, Mean> means = new HashMap<>();

    /** @param property of a message that holds the number of its events; a message without it counts 1 */
    public EventCount(String property) {
        this(property, System::nanoTime);
    }

    /** @param nanos a clock like {@link System#nanoTime} */
    EventCount(String property, LongSupplier nanos) {
        this.property = property;
        this.nanos = nanos;
    }

    /**
     * The number of events that are due.
     *
     * @param waiting not at a consumer
     * @param inFlight in messages at a consumer, including events of them that it has finished
     * @param estimate whether these are estimates
     */
    public record Due(long waiting, long inFlight, boolean estimate) {

        public long sum() {
            return waiting + inFlight;
        }
    }

    /** @param state the latest known state of the queue */
    public Due due(QueueManagement management, String queue, QueueState state) throws IOException {
        long messages = Math.max(0, state.messages() - state.scheduled());
        if (messages == 0) {
            return new Due(0, 0, false);
        }
        boolean paging = management.paging(queue);
        Mean known = means.get(queue);
        boolean fresh = known != null && nanos.getAsLong() - known.at() < AGAIN;
        if (messages > MOST || (paging && (fresh || management.size(queue) > MOST_BYTES))) {
            if (!fresh) {
                known = mean(queue, management.counts().sample(queue, property, SAMPLE));
            }
            return estimate(messages, management.delivering(queue), known);
        }
        MessageCounts counts = management.counts();
        MessageCounts.Count waiting = counts.count(queue, property);
        MessageCounts.Count inFlight = counts.countDelivering(queue, property);
        MessageCounts.Count all =
                new MessageCounts.Count(waiting.messages() + inFlight.messages(), waiting.sum() + inFlight.sum());
        Mean mean = mean(queue, all);
        // While the queue is consumed, the two numbers are of different moments.
        boolean endedEarly = all.messages() < messages / 2 && !paging;
        return endedEarly
                ? estimate(messages, inFlight.messages(), mean)
                : new Due(waiting.sum(), inFlight.sum(), false);
    }

    private Mean mean(String queue, MessageCounts.Count count) {
        double events = count.messages() == 0 ? 1 : Math.max(1, count.sum() / (double) count.messages());
        Mean mean = new Mean(events, nanos.getAsLong());
        means.put(queue, mean);
        return mean;
    }

    private static Due estimate(long messages, long delivering, Mean mean) {
        return new Due(
                Math.round(Math.max(0, messages - delivering) * mean.events()),
                Math.round(delivering * mean.events()),
                true);
    }
}
