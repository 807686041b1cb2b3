package io.stagedoor.operations.destinations;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.History;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.BrokerState.Snapshot;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.destinations.Destination.Recent;
import io.stagedoor.routing.routes.RouteSource;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.RecentAttempts;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The destinations of the running program, and of queues that an earlier one left. Thread-safe; every method waits. */
@Singleton
public class Destinations implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.operations");
    private static final long LOOK_SECONDS = 10;

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "destinations");
        thread.setDaemon(true);
        return thread;
    });
    private final Installation installation;
    private final BrokerState broker;
    private final BrokerWatch watched;
    private final Watch watch;
    private final StateChanges changes;

    public Destinations(
            Installation installation, BrokerState broker, BrokerWatch watched, Watch watch, StateChanges changes) {
        this.installation = installation;
        this.broker = broker;
        this.watched = watched;
        this.watch = watch;
        this.changes = changes;
    }

    /** Looks at them from now on, to know since when each is in its state. */
    public void start() {
        looking.execute(this::recall);
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** The last results before this program started, as far as they are among the newest attempts of the history. */
    private void recall() {
        try {
            Optional<History> history = installation.parts().history();
            if (history.isPresent()) {
                for (AttemptRecord attempt : history.get()
                        .page(HistoryFilter.ALL, History.MOST, null)
                        .attempts()) {
                    watch.attempts(attempt.destination())
                            .recall(attempt.start().plus(attempt.duration()), attempt.error());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf("cannot read the last attempts: %s", e.getMessage());
        }
    }

    private void look() {
        try {
            all();
        } catch (IOException | RuntimeException e) {
            LOG.debugf("cannot look at the destinations: %s", e.getMessage()); // BrokerWatch says that it is away.
        }
    }

    /**
     * All of them, by name. The numbers are at most five seconds old.
     *
     * @throws IOException when the broker does not answer
     */
    public List<Destination> all() throws IOException {
        Snapshot snapshot = broker.latest();
        TreeSet<String> names =
                new TreeSet<>(installation.parts().destinations().keySet());
        snapshot.queues().keySet().stream()
                .filter(QueueNames::isDestination)
                .map(QueueNames::destinationOf)
                .forEach(names::add);
        return names.stream().map(name -> of(name, snapshot)).toList();
    }

    /**
     * @throws NotFound when there is neither a route nor a queue for it
     * @throws IOException when the broker does not answer
     */
    public Destination one(String name) throws IOException {
        Snapshot snapshot = broker.latest();
        if (!installation.parts().destinations().containsKey(name)
                && !snapshot.queues().containsKey(QueueNames.destination(name))) {
            throw new NotFound("there is no destination of this name; see the list of destinations");
        }
        return of(name, snapshot);
    }

    /** The attempts of this replica at it, in each minute of the last hour in which one ended, the oldest first. */
    public List<RecentAttempts.Minute> lastHour(String name) {
        return watch.attempts(name).lastHour();
    }

    /**
     * The events that wait for their next attempt, the next one first. The broker shortens long error texts.
     *
     * @throws NotFound when it has no queue
     * @throws IOException when the broker does not answer
     */
    public List<WaitingAttempt> waiting(String name) throws IOException {
        one(name);
        try (DestinationQueues queues =
                new DestinationQueues(installation.parts().broker())) {
            return queues.waiting(queues.known(name));
        }
    }

    /**
     * Stops deliveries to it, for every program on the broker, until somebody resumes it; also after restarts.
     *
     * @throws NotFound when it has no queue
     * @throws IOException when the broker does not answer
     */
    public void pause(String name, Actor who) throws IOException {
        change("pause", name, who, DestinationQueues::pause);
        changes.pausedBy(name, who);
    }

    /** Ends a pause; throws as {@link #pause}. */
    public void resume(String name, Actor who) throws IOException {
        change("resume", name, who, DestinationQueues::resume);
    }

    private interface Change {
        void on(DestinationQueues queues, String name) throws IOException;
    }

    private void change(String action, String name, Actor who, Change change) throws IOException {
        String outcome = "failed";
        try (DestinationQueues queues =
                new DestinationQueues(installation.parts().broker())) {
            change.on(queues, queues.known(name));
            outcome = "done";
        } catch (NotFound e) {
            outcome = "not found";
            throw e;
        } finally {
            Audit.write(action, who, name, outcome);
        }
        broker.forget();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private Destination of(String name, Snapshot snapshot) {
        String queue = QueueNames.destination(name);
        QueueState state = snapshot.queue(queue);
        DestinationQueue shown = DestinationQueues.of(
                name,
                state,
                watched.counted(queue),
                Optional.ofNullable(snapshot.parked().get(queue)),
                snapshot.queue(QueueNames.deadLetter(queue)).messages(),
                false,
                snapshot.consumersOf(queue));
        RecentAttempts recent = watch.attempts(name);
        Optional<RecentAttempts.Failure> failure = recent.lastFailure();
        Optional<DestinationHealth.OpenBreaker> open = watch.destination(name).breaker();
        // Between the end of its consumer and the sign of its breaker the broker shows neither.
        DestinationQueue told = open.isPresent() ? shown.behindOpenBreaker() : shown;
        StateChanges.Entry entry = changes.see(told, open, failure);
        Map<String, RouteSource> routes = installation.parts().destinations();
        return new Destination(
                name,
                routes.get(name),
                told,
                entry.reason(),
                entry.since(),
                told.state().equals(DestinationQueue.BREAKER_OPEN)
                        ? open.map(DestinationHealth.OpenBreaker::until).orElse(null)
                        : null,
                Optional.of(watched.age(queue)).filter(age -> !age.isZero()).orElse(null),
                new Recent(
                        recent.perSecond(),
                        recent.lastDelivered().orElse(null),
                        failure.map(RecentAttempts.Failure::at).orElse(null),
                        failure.map(RecentAttempts.Failure::error).orElse(null)));
    }
}
