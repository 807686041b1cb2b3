package io.stagedoor.history.write;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Keeps the history within its bounds, in one replica at a time: takes the oldest segments of each queue that is too
 * large or has too old ones. If all queues together are too large, it shortens the largest.
 */
public final class HistoryTrim implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.history");
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LEASE = "history";

    private record Measured(long messages, long bytes) {}

    private final AmqpConnector broker;
    private final HistorySettings settings;
    private final Clock clock;
    private final Duration every;
    private final Thread thread = new Thread(this::work, "history trim");
    private final OldestSegments oldest;
    private Map<String, Measured> measured = new HashMap<>();

    public HistoryTrim(AmqpConnector broker, HistorySettings settings, Clock clock) {
        this(broker, settings, clock, EVERY);
    }

    HistoryTrim(AmqpConnector broker, HistorySettings settings, Clock clock, Duration every) {
        this.broker = broker;
        this.settings = settings;
        this.clock = clock;
        this.every = every;
        this.oldest = new OldestSegments(settings.age());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void work() {
        try {
            while (true) {
                try {
                    trim();
                    if (settings.off()) {
                        return; // Nothing is added any more.
                    }
                } catch (IOException | RuntimeException e) {
                    LOG.debugf("the delivery history is shortened later: %s", e.getMessage());
                }
                Thread.sleep(every.toMillis());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("the delivery history is not shortened any more: the program stops");
        }
    }

    /** Once. Does nothing while another replica has the lease. */
    void trim() throws IOException, InterruptedException {
        ConsumerLease.prepare(broker, LEASE);
        Connection connection = broker.open();
        try (QueueManagement management = new QueueManagement(connection, PATIENCE)) {
            if (!ConsumerLease.take(connection.openSession(), LEASE)) {
                return;
            }
            Map<String, Long> sizes = sizes(management);
            Map<String, Long> limits = new Limits(settings).of(sizes);
            for (Map.Entry<String, Long> queue : sizes.entrySet()) {
                long surplus = queue.getValue() - limits.get(queue.getKey());
                oldest.take(connection, queue.getKey(), surplus, clock.instant());
            }
        } catch (ClientException | TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Asks for the size of a queue only if its number of messages is another one than before. */
    private Map<String, Long> sizes(QueueManagement management) throws IOException {
        Map<String, Measured> now = new HashMap<>();
        Map<String, Long> sizes = new HashMap<>();
        for (Map.Entry<String, QueueState> queue : management.all().entrySet()) {
            String name = queue.getKey();
            long messages = queue.getValue().messages();
            if (QueueNames.isHistory(name) && messages > 0) {
                Measured before = measured.get(name);
                boolean same = before != null && before.messages() == messages;
                now.put(name, same ? before : new Measured(messages, management.size(name)));
                sizes.put(name, now.get(name).bytes());
            }
        }
        measured = now;
        return sizes;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
    }
}
