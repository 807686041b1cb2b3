package io.stagedoor.operator;

import io.stagedoor.operator.Trouble.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns what is seen again and again into events: trouble begins, trouble ends.
 *
 * <pre>
 *               seen, and none of this action in this interval
 *   QUIET ────────────────────────────────────────────────────────▶ TOLD
 *     ▲                                                               │
 *     └───────────────────────────────────────────────────────────────┘
 *            not seen while it is calm, and none of this action in this interval
 * </pre>
 *
 * An event that is not sent yet waits here: at most one for each trouble. Trouble that ends before anybody was told is
 * told to nobody. For one thread.
 */
final class Transitions {

    /** How long trouble must be away before it is over: this, or the interval where that is shorter. */
    static final Duration CALM = Duration.ofMinutes(1);

    private static final class State {
        private Trouble told;
        private Instant lastSeen;
        private long lastBegin = Long.MIN_VALUE;
        private long lastEnd = Long.MIN_VALUE;
        private long counted;
    }

    private final Duration interval;
    private final Duration calm;
    private final String source;
    private final Map<Key, State> states = new HashMap<>();
    private final Map<Key, OperatorEvent> unsent = new LinkedHashMap<>();

    /**
     * @param interval at most one event of each action and subject in it; intervals begin at the same moments in all
     *     replicas
     * @param source of the events
     */
    Transitions(Duration interval, String source) {
        this.interval = interval;
        this.calm = interval.compareTo(CALM) < 0 ? interval : CALM;
        this.source = source;
    }

    /**
     * Takes everything that is troubled now.
     *
     * @param now by a clock that all replicas share
     */
    void observe(List<Trouble> troubles, Instant now) {
        Map<Key, Trouble> seen =
                troubles.stream().collect(Collectors.toMap(Trouble::key, Function.identity(), (one, other) -> one));
        Set<Key> all = new HashSet<>(states.keySet());
        all.addAll(seen.keySet());
        for (Key key : all) {
            State state = states.computeIfAbsent(key, first -> new State());
            Trouble trouble = seen.get(key);
            if (key.kind() == Kind.EXHAUSTED) {
                counts(key, state, trouble, now);
            } else if (trouble != null) {
                begins(key, state, trouble, now);
            } else {
                ends(key, state, now);
            }
        }
    }

    private void begins(Key key, State state, Trouble trouble, Instant now) {
        state.lastSeen = now;
        long current = number(now);
        if (state.told == null && current > state.lastBegin) {
            state.told = trouble;
            state.lastBegin = current;
            unsent.put(key, OperatorEvent.begins(trouble, source, now, current));
        }
    }

    private void ends(Key key, State state, Instant now) {
        boolean away =
                state.lastSeen != null && Duration.between(state.lastSeen, now).compareTo(calm) >= 0;
        long current = number(now);
        if (state.told == null || !away || current <= state.lastEnd) {
            return;
        }
        Trouble told = state.told;
        state.told = null;
        if (unsent.containsKey(key) && !unsent.get(key).over()) {
            unsent.remove(key);
            return;
        }
        state.lastEnd = current;
        unsent.put(key, OperatorEvent.ends(over(told), source, now, current));
    }

    /** What happened since it was told last, once in an interval. */
    private void counts(Key key, State state, Trouble trouble, Instant now) {
        long current = number(now);
        if (trouble == null
                || trouble.count() <= state.counted
                || current <= state.lastBegin
                || unsent.containsKey(key)) {
            return;
        }
        long more = trouble.count() - state.counted;
        state.counted = trouble.count();
        state.lastBegin = current;
        Trouble told = new Trouble(
                trouble.kind(), trouble.subject(), more + " " + trouble.text(), trouble.since(), trouble.error(), more);
        unsent.put(key, OperatorEvent.begins(told, source, now, current));
    }

    private static Trouble over(Trouble told) {
        String text =
                switch (told.kind()) {
                    case FAILING -> "destination " + told.subject() + " answers again";
                    case BREAKER -> "the breaker of destination " + told.subject() + " is closed";
                    case PAUSED -> "destination " + told.subject() + " is resumed";
                    case DEAD_LETTERS -> "dead letters in " + told.subject() + " are few again";
                    case STALLED -> "channel " + told.subject() + " makes progress again";
                    case EXHAUSTED -> throw new IllegalArgumentException("what happens has no end");
                };
        return new Trouble(told.kind(), told.subject(), text, told.since(), null, null);
    }

    private long number(Instant now) {
        return number(now, interval);
    }

    /** The number of the interval that the moment is in. */
    static long number(Instant moment, Duration interval) {
        return Math.floorDiv(moment.toEpochMilli(), interval.toMillis());
    }

    /** The events to send, in the order in which they happened. */
    List<OperatorEvent> unsent() {
        return new ArrayList<>(unsent.values());
    }

    /** The broker has this one. */
    void sent(OperatorEvent event) {
        unsent.remove(event.trouble().key(), event);
    }
}
