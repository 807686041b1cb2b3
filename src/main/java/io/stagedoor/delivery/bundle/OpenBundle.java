package io.stagedoor.delivery.bundle;

import io.stagedoor.delivery.attempt.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message that is settled once all its events have a verdict, together with the messages that they become. Only
 * {@link OpenBundles} may call it, one thread at a time.
 */
public final class OpenBundle {

    private final List<Received> events;
    private final Map<Received, Tried> tried = new HashMap<>();

    /** @param events in their order in the message */
    OpenBundle(List<Received> events) {
        this.events = events;
    }

    void add(Tried one) {
        tried.put(one.received(), one);
    }

    /** Whether any event has a verdict, which would be lost if the message stayed in its queue. */
    boolean begun() {
        return !tried.isEmpty();
    }

    boolean complete() {
        return tried.size() == events.size();
    }

    int size() {
        return events.size();
    }

    /** The keys of its events that have one. */
    Set<String> orderKeys() {
        return events.stream().map(Received::orderKey).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What to settle once it is complete: its undelivered events, in order; if there are none, a delivered one. */
    List<Tried> outcome() {
        List<Tried> all = new ArrayList<>();
        for (Received event : events) {
            if (!(tried.get(event).verdict() instanceof Verdict.Delivered)) {
                all.add(tried.get(event));
            }
        }
        return all.isEmpty() ? List.of(tried.get(events.get(0))) : all;
    }

    /** The events without a verdict, in order. */
    List<Received> rest() {
        return events.stream().filter(event -> !tried.containsKey(event)).toList();
    }
}
