package io.stagedoor.operator;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks for trouble in what health and metrics know. Never at what delivers operator events. For one thread. */
final class Observer {

    /** A destination that wants no more events is paused sooner than that. */
    private static final Duration UNTIL_PAUSED = Duration.ofSeconds(30);

    /** Dead letters have receded when they are fewer than this share of the limit, in per cent. */
    private static final int RECEDED = 80;

    private final Watch watch;
    private final Function<String, QueueState> queues;
    private final Supplier<Map<String, String>> stalled;
    private final OperatorSettings settings;
    private final Set<String> channels;
    private final Set<String> silent;
    private final Map<String, Instant> ran = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> exceeded = new HashSet<>();

    /**
     * @param queues the state of a queue at the broker's last answer
     * @param stalled by the address of a channel, why it makes no progress
     * @param channels addresses of the channels to look at
     * @param silent names of the destinations that receive operator events
     */
    Observer(
            Watch watch,
            Function<String, QueueState> queues,
            Supplier<Map<String, String>> stalled,
            OperatorSettings settings,
            Set<String> channels,
            Set<String> silent) {
        this.watch = watch;
        this.queues = queues;
        this.stalled = stalled;
        this.settings = settings;
        this.channels = new HashSet<>(channels);
        this.channels.remove(QueueNames.OPERATOR_EVENTS);
        this.silent = silent;
    }

    static Function<String, QueueState> states(BrokerWatch broker) {
        return queue -> broker.queue(queue).orElse(QueueState.NONE);
    }

    /** Everything that is troubled at this moment. */
    List<Trouble> troubles(Instant now) {
        List<Trouble> troubles = new ArrayList<>();
        for (DestinationHealth health : watch.destinations()) {
            if (!silent.contains(health.destination()) && !health.deliversOperatorEvents()) {
                destination(health, now, troubles);
                deadLetters(QueueNames.destination(health.destination()), troubles);
            }
        }
        channels.forEach(channel -> deadLetters(channel, troubles));
        stalled.get().forEach((channel, why) -> {
            if (channels.contains(channel)) {
                troubles.add(new Trouble(Kind.STALLED, channel, why, null, null, null));
            }
        });
        return troubles;
    }

    private void destination(DestinationHealth health, Instant now, List<Trouble> troubles) {
        String name = health.destination();
        health.failing()
                .filter(failing -> Duration.between(failing.since(), now).compareTo(settings.failingAfter()) >= 0)
                .ifPresent(failing -> troubles.add(new Trouble(
                        Kind.FAILING,
                        name,
                        "destination " + name + " fails since " + failing.since() + ": " + failing.error(),
                        failing.since(),
                        failing.error(),
                        null)));
        if (health.breaker().isPresent()) {
            String error =
                    health.failing().map(DestinationHealth.Failing::error).orElse(null);
            troubles.add(new Trouble(
                    Kind.BREAKER,
                    name,
                    "the breaker of destination " + name
                            + " is open: its events wait, and one after the other tests it",
                    null,
                    error,
                    null));
        }
        if (pausedByItself(health, now)) {
            troubles.add(new Trouble(
                    Kind.PAUSED,
                    name,
                    "destination " + name + " answered that it wants no more events (410) and is paused until"
                            + " 'stagedoor destinations resume " + name + "'",
                    health.lastHeld().orElse(null),
                    null,
                    null));
        }
        if (health.allExhausted() > 0) {
            troubles.add(new Trouble(
                    Kind.EXHAUSTED,
                    name,
                    "of the events for destination " + name + " failed in every attempt of their schedule, and are dead"
                            + " letters",
                    null,
                    health.failing().map(DestinationHealth.Failing::error).orElse(null),
                    health.allExhausted()));
        }
    }

    /** Not one that a person has paused, who knows it. */
    private boolean pausedByItself(DestinationHealth health, Instant now) {
        String name = health.destination();
        if (!queues.apply(QueueNames.destination(name)).paused()) {
            ran.put(name, now);
            gone.remove(name);
            return false;
        }
        Instant lastRan = ran.getOrDefault(name, Instant.MIN);
        if (health.lastHeld().filter(held -> held.isAfter(minus(lastRan))).isPresent()) {
            gone.add(name);
        }
        return gone.contains(name);
    }

    private static Instant minus(Instant moment) {
        return moment.equals(Instant.MIN) ? moment : moment.minus(UNTIL_PAUSED);
    }

    private void deadLetters(String origin, List<Trouble> troubles) {
        String queue = QueueNames.deadLetter(origin);
        long letters = queues.apply(queue).messages();
        if (letters > settings.deadLetters()) {
            exceeded.add(queue);
        } else if (letters * 100 < (long) settings.deadLetters() * RECEDED || letters == 0) {
            exceeded.remove(queue);
        }
        if (exceeded.contains(queue)) {
            troubles.add(new Trouble(
                    Kind.DEAD_LETTERS,
                    queue,
                    letters + " dead letters in " + queue + ", more than " + settings.deadLetters(),
                    null,
                    null,
                    letters));
        }
    }
}
