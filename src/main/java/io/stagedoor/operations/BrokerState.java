package io.stagedoor.operations;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueManagement.Flow;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.wire.QueueNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the broker says of all its queues at once, at most two seconds old: three questions, whatever the number of
 * queues and of readers. Thread-safe.
 */
@Singleton
public class BrokerState implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration RATE = Duration.ofSeconds(30);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /**
     * One answer.
     *
     * @param at by the clock of this program
     * @param queues by name, without those with parked events
     * @param consumers for each consumed queue the filters of its consumers; empty if the broker does not tell
     * @param parked by the queue of the destination, the events in its parked queues; no entry if it has no such queue
     * @param rates messages that consumers settled in a second, by queue, over the last 30 seconds; no entry if unknown
     */
    public record Snapshot(
            Instant at,
            Map<String, QueueState> queues,
            Optional<Map<String, List<String>>> consumers,
            Map<String, Long> parked,
            Map<String, Double> rates) {

        public QueueState queue(String name) {
            return queues.getOrDefault(name, QueueState.NONE);
        }

        /** Filters of the consumers of a queue; empty if the broker does not tell. */
        public Optional<List<String>> consumersOf(String queue) {
            return consumers.map(all -> all.getOrDefault(queue, List.of()));
        }
    }

    private record Sample(Instant at, Map<String, Flow> flows) {}

    private final Installation installation;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock asking = new ReentrantLock();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private AmqpConnector connector;
    private QueueManagement management;
    private volatile Snapshot latest;
    private IOException failure;
    private Instant failed = Instant.MIN;

    public BrokerState(Installation installation) {
        this.installation = installation;
    }

    /**
     * The state of the last two seconds.
     *
     * @throws IOException when the broker does not answer, or does not permit the question
     * @throws Busy when others wait for the same answer for too long
     */
    public Snapshot latest() throws IOException {
        Snapshot known = latest;
        if (isFresh(known)) {
            return known;
        }
        try {
            if (!asking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy("the broker has not answered for " + PATIENCE.toSeconds() + " s; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            known = latest;
            return isFresh(known) ? known : ask();
        } finally {
            asking.unlock();
        }
    }

    /** Makes the next reader ask the broker: something has changed. */
    public void forget() {
        latest = null;
    }

    private boolean isFresh(Snapshot known) {
        return known != null
                && Duration.between(known.at(), clock.instant()).abs().compareTo(FRESH) < 0;
    }

    private Snapshot ask() throws IOException {
        // So that each of many readers does not wait for a broker that is away.
        if (Duration.between(failed, clock.instant()).compareTo(TRY_AGAIN) < 0) {
            throw failure;
        }
        try {
            if (management == null) {
                connector = new AmqpConnector(installation.parts().broker());
                management = new QueueManagement(connector.open(), PATIENCE);
            }
            Snapshot now = read();
            latest = now;
            return now;
        } catch (IOException e) {
            failure = e;
            failed = clock.instant();
            disconnect();
            throw e;
        }
    }

    private Snapshot read() throws IOException {
        Map<String, Flow> flows = management.flows();
        Instant now = clock.instant();
        Map<String, QueueState> queues = new HashMap<>();
        flows.forEach((name, flow) -> queues.put(name, flow.state()));
        Map<String, Long> parked = new HashMap<>();
        management.parked().forEach((name, flow) -> {
            String destination = name.substring(0, name.indexOf(QueueNames.PARKED));
            parked.merge(destination, flow.state().messages(), Long::sum);
        });
        while (samples.size() > 1 && samples.peek().at().isBefore(now.minus(RATE))) {
            samples.remove();
        }
        Map<String, Double> rates = rates(flows, now);
        samples.add(new Sample(now, flows));
        return new Snapshot(now, queues, management.consumers(), parked, rates);
    }

    private Map<String, Double> rates(Map<String, Flow> flows, Instant now) {
        Map<String, Double> rates = new HashMap<>();
        Sample before = samples.peek();
        if (before == null || Duration.between(before.at(), now).toMillis() < 1) {
            return rates;
        }
        double seconds = Duration.between(before.at(), now).toMillis() / 1_000.0;
        flows.forEach((name, flow) -> {
            Flow then = before.flows().get(name);
            long settled = flow.acknowledged() - (then == null ? 0 : then.acknowledged());
            if (settled >= 0) { // Otherwise the broker was restarted, and counts from 0 again.
                rates.put(name, settled / seconds);
            }
        });
        return rates;
    }

    private void disconnect() {
        samples.clear();
        management = null;
        if (connector != null) {
            connector.close();
            connector = null;
        }
    }

    @Override
    public void close() {
        asking.lock();
        try {
            disconnect();
        } finally {
            asking.unlock();
        }
    }
}
