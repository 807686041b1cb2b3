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
 * A message that is settled when each of its events has a verdict, and then with all that they become. To be asked by
 * {@link OpenBundles} alone, which sees to it that one thread does.
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

    /** Whether there is anything that would be undone if the message stayed in its queue. */
    boolean begun() {
        return !tried.isEmpty();
    }

    boolean complete() {
        return tried.size() == events.size();
    }

    int size() {
        return events.size();
    }

    /** Of its events, those that have one. */
    Set<String> orderKeys() {
        return events.stream().map(Received::orderKey).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What is to be settled, when it is complete: those that were not delivered, in their order, or one that was. */
    List<Tried> outcome() {
        List<Tried> all = new ArrayList<>();
        for (Received event : events) {
            if (!(tried.get(event).verdict() instanceof Verdict.Delivered)) {
                all.add(tried.get(event));
            }
        }
        return all.isEmpty() ? List.of(tried.get(events.get(0))) : all;
    }

    /** Those that have no verdict, in their order. */
    List<Received> rest() {
        return events.stream().filter(event -> !tried.containsKey(event)).toList();
    }
}
