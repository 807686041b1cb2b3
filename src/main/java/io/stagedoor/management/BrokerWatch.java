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
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Connection;
import org.jboss.logging.Logger;

/**
 * Asks the broker every five seconds, over its own connection, whether it answers and what its queues hold. Health and
 * metrics read the last answer.
 */
@Singleton
public class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.management");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The longest pause between questions that the broker refuses, for instance because the user may not manage it. */
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
    private final OldestEvents oldest = new OldestEvents(Clock.systemUTC());
    private Set<String> aged = Set.of();
    private volatile Map<String, EventCount.Due> due = Map.of();

    /**
     * Starts to ask.
     *
     * @param watch learns whether the broker is away
     * @param worked queues that this program consumes
     */
    public void start(AmqpConnector connector, Set<String> worked, Watch watch) {
        this.connector = connector;
        this.watch = watch;
        watch.markBrokerAway(true); // Until the first answer.
        this.worked = Set.copyOf(worked);
        this.aged = new HashSet<>(worked);
        worked.forEach(queue -> aged.add(QueueNames.deadLetter(queue)));
        thread = new Thread(this::work, "broker watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the broker answered the last question. */
    boolean answers() {
        return answers;
    }

    /** Whether the broker told what its queues hold. */
    public boolean known() {
        return known;
    }

    /** The state at the last answer; empty when there is no such queue. */
    public Optional<QueueState> queue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** How many events of a destination's queue are due, see {@link EventCount}; 0 when there is no such queue. */
    long due(String queue) {
        return counted(queue).sum();
    }

    /** As {@link #due}, apart: not yet at a consumer, and in flight. */
    public EventCount.Due counted(String queue) {
        return due.getOrDefault(queue, new EventCount.Due(0, 0, false));
    }

    /** For how long the oldest event of the queue, or of its dead letters, has waited; see {@link OldestEvents}. */
    public Duration age(String queue) {
        return oldest.age(queue);
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

    /** Logs the loss once for the whole program; every part that needs the broker notices it, again and again. */
    private void gone(Exception e) {
        watch.markBrokerAway(true);
        if (awaySince == 0) {
            awaySince = System.nanoTime() | 1; // 0 means not away.
        }
        if (!Thread.currentThread().isInterrupted() && away.ask(e.getMessage()).isPresent()) {
            long seconds = awayFor().toSeconds();
            LOG.warnf(
                    "the broker is away%s: %s; events wait in their queues, and the program keeps trying to connect",
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
        // Reports a lost connection at once, without waiting for the next question.
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
            oldest.look(management, all, aged);
            known = true;
            Set<String> asked = new HashSet<>(worked);
            asked.removeIf(watch::rests);
            for (String queue : withheld.among(all, asked)) {
                LOG.warnf(
                        "%s: the broker has delivered none of its %d messages for a minute, although a consumer"
                                + " asks for"
                                + " them. They are not lost; restart the broker to get them (docs/decisions/0027)",
                        queue, all.get(queue).messages());
            }
            if (refusals > 0) {
                LOG.info("the broker reports its queues again; metrics of queues are back");
                refusals = 0;
            }
        } catch (IOException e) {
            known = false;
            connect();
            // The broker is there, but does not answer this: it may be busy, or this user may not ask.
            refusals++;
            Duration pause = INTERVAL.multipliedBy(Math.min(refusals, ASK_REFUSED.toSeconds() / INTERVAL.toSeconds()));
            nextQuestion = System.nanoTime() + pause.toNanos();
            if (refusals == 1) {
                LOG.warnf("no metrics of queues until the broker reports its queues again: %s", e.getMessage());
            }
        }
    }

    private Map<String, EventCount.Due> due(Map<String, QueueState> all) throws IOException {
        Map<String, EventCount.Due> due = new HashMap<>();
        for (Map.Entry<String, QueueState> queue : all.entrySet()) {
            if (QueueNames.isDestination(queue.getKey())) {
                due.put(queue.getKey(), events.due(management, queue.getKey(), queue.getValue()));
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
