package io.stagedoor.operations.destinations;

import io.stagedoor.operations.Actor;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.RecentAttempts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers since when each destination is in its state, as far as this program saw it change. Thread-safe. */
@Singleton
class StateChanges {

    private static final String GONE = "410";

    /**
     * @param since null if it was so at the first look
     * @param reason null if unknown
     */
    record Entry(String state, Instant since, String reason) {}

    private record Pause(Instant at, Actor who) {}

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Entry> known = new ConcurrentHashMap<>();
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    void pausedBy(String name, Actor who) {
        pauses.put(name, new Pause(clock.instant(), who));
    }

    /** Looks at it again. */
    Entry see(
            DestinationQueue told,
            Optional<DestinationHealth.OpenBreaker> open,
            Optional<RecentAttempts.Failure> failure) {
        Entry now = known.compute(told.name(), (name, before) -> {
            boolean same = before != null && before.state().equals(told.state());
            Instant since = same ? before.since() : before == null ? null : clock.instant();
            return new Entry(told.state(), since, null);
        });
        if (!now.state().equals(DestinationQueue.PAUSED)) {
            pauses.remove(told.name());
        }
        return switch (now.state()) {
            case DestinationQueue.PAUSED -> paused(told.name(), now, failure);
            case DestinationQueue.BREAKER_OPEN ->
                new Entry(
                        now.state(),
                        open.map(DestinationHealth.OpenBreaker::since).orElse(now.since()),
                        failure.map(RecentAttempts.Failure::error)
                                .orElse("its receiver failed at another replica, whose log says how"));
            case DestinationQueue.NO_CONSUMER ->
                new Entry(
                        now.state(),
                        now.since(),
                        "no program consumes its queue: none runs with a route for it, or none is connected");
            default -> now;
        };
    }

    private Entry paused(String name, Entry now, Optional<RecentAttempts.Failure> failure) {
        Pause pause = pauses.get(name);
        if (pause != null) {
            return new Entry(now.state(), pause.at(), "paused by " + pause.who().name());
        }
        return failure.filter(last -> last.error().contains(GONE))
                .map(last -> new Entry(now.state(), now.since(), "the receiver wants no more events: " + last.error()))
                .orElse(now);
    }
}
