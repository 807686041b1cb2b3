package io.stagedoor.management;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.EventCount;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Connection;
import org.jboss.logging.Logger;

/**
 * Asks the broker every five seconds, over a connection of its own, whether it answers and what its queues hold.
 * Whoever wants to know reads the last answer.
 */
@Singleton
public class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.management");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A user without the right to manage is not asked for more often. */
    private static final Duration ASK_REFUSED = Duration.ofMinutes(1);

    private AmqpConnector connector;
    private Thread thread;
    private volatile Connection connection;
    private QueueManagement management;
    private Watch watch;
    private int refusals;
    private long nextQuestion;
    private long awaySince;
    private final RepeatedLines away = new RepeatedLines(Duration.ofMinutes(1), 1, System::nanoTime);
    private volatile boolean answers;
    private volatile boolean known;
    private final Withheld withheld = new Withheld(System::nanoTime);
    private Set<String> worked = Set.of();
    private final EventCount events = new EventCount(EventProperties.EVENTS);
    private volatile Map<String, QueueState> queues = Map.of();
    private volatile Map<String, Long> due = Map.of();

    /**
     * Begins to ask.
     *
     * @param watch is told whether the broker is away
     * @param worked queues that this program consumes, each of whose messages is wanted
     */
    public void start(AmqpConnector connector, Set<String> worked, Watch watch) {
        this.connector = connector;
        this.watch = watch;
        watch.markBrokerAway(true); // Until it has answered.
        this.worked = Set.copyOf(worked);
        thread = new Thread(this::work, "broker watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it answered when it was last asked. */
    boolean answers() {
        return answers;
    }

    /** Whether it said what its queues hold. */
    boolean known() {
        return known;
    }

    /** As it was when the broker last answered; empty where it has no such queue. */
    Optional<QueueState> queue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** How many events of a destination's queue are due, see {@link EventCount}; 0 where there is no such queue. */
    long due(String queue) {
        return due.getOrDefault(queue, 0L);
    }

    private void work() {
        try {
            while (true) {
                look();
                Thread.sleep((answers ? INTERVAL : TRY_AGAIN).toMillis());
            }
        } catch (InterruptedException stopped) {
            disconnect();
        }
    }

    private void look() {
        try {
            if (connection == null || refusals > 0) {
                connect();
            }
            if (System.nanoTime() - nextQuestion >= 0) {
                ask();
            }
            answers = true;
            back();
        } catch (IOException | RuntimeException e) {
            answers = false;
            known = false;
            refusals = 0;
            nextQuestion = System.nanoTime();
            disconnect();
            gone(e);
        }
    }

    /** Said here for all who need the broker, since each of them finds it out for himself, again and again. */
    private void gone(Exception e) {
        watch.markBrokerAway(true);
        if (awaySince == 0) {
            awaySince = System.nanoTime() | 1; // 0 stands for no time.
        }
        if (!Thread.currentThread().isInterrupted() && away.ask(e.getMessage()).isPresent()) {
            long seconds = awayFor().toSeconds();
            LOG.warnf(
                    "the broker is away%s: %s; events wait where they are, and it is tried again and again",
                    seconds > 0 ? " for " + seconds + " s" : "", e.getMessage());
        }
    }

    private Duration awayFor() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - awaySince));
    }

    private void back() {
        watch.markBrokerAway(false);
        if (awaySince != 0) {
            LOG.infof("the broker is back, after %d s", awayFor().toSeconds());
            awaySince = 0;
        }
    }

    private void connect() throws IOException {
        disconnect();
        // Its loss is told at once, and need not wait for the next question.
        connection = connector.open(options -> options.disconnectedHandler((lost, event) -> {
            if (lost == connection) {
                answers = false;
                watch.markBrokerAway(true);
            }
        }));
    }

    private void ask() throws IOException {
        try {
            if (management == null) {
                management = new QueueManagement(connection, PATIENCE);
            }
            Map<String, QueueState> all = management.all();
            due = due(all);
            queues = all;
            known = true;
            Set<String> asked = new HashSet<>(worked);
            asked.removeIf(watch::rests);
            for (String queue : withheld.among(all, asked)) {
                LOG.warnf(
                        "%s: for a minute the broker has given out none of %d messages, although they are asked for. They"
                                + " are stored; start the broker anew, and it does (docs/decisions/0027)",
                        queue, all.get(queue).messages());
            }
            if (refusals > 0) {
                LOG.info("the queues are measured again");
                refusals = 0;
            }
        } catch (IOException e) {
            known = false;
            connect();
            // It is there, and does not answer this: it may be busy, or this user may not ask.
            refusals++;
            Duration pause = INTERVAL.multipliedBy(Math.min(refusals, ASK_REFUSED.toSeconds() / INTERVAL.toSeconds()));
            nextQuestion = System.nanoTime() + pause.toNanos();
            if (refusals == 1) {
                LOG.warnf("no metrics of the queues until this is answered again: %s", e.getMessage());
            }
        }
    }

    private Map<String, Long> due(Map<String, QueueState> all) throws IOException {
        Map<String, Long> due = new HashMap<>();
        for (Map.Entry<String, QueueState> queue : all.entrySet()) {
            if (QueueNames.isDestination(queue.getKey())) {
                due.put(
                        queue.getKey(),
                        events.due(management, queue.getKey(), queue.getValue()).sum());
            }
        }
        return due;
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        management = null;
        if (old != null) {
            old.closeAsync();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(PATIENCE.toMillis());
            connector.close();
        }
    }
}
