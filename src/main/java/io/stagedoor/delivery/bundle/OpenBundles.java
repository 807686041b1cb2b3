package io.stagedoor.delivery.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bundles that are not settled yet, and in ordered destinations the single events too. Thread-safe.
 *
 * <pre>
 *   bundle 1   A1 delivered   B1 in flight     waits for B1
 *   bundle 2   A2 delivered   C1 delivered     waits for bundle 1, because of A
 *   bundle 3   D1 delivered   D2 to be retried is settled
 * </pre>
 *
 * If bundle 2 were settled before bundle 1, a crash could deliver A1 again, after A2.
 */
public final class OpenBundles {

    private final Set<OpenBundle> messages = new LinkedHashSet<>();
    private final Map<String, Deque<OpenBundle>> order = new HashMap<>();
    private int behind;

    /** Adds a message. Call it in the order of arrival, before any of its events is attempted. */
    public synchronized void arrived(OpenBundle message) {
        messages.add(message);
        for (String key : message.orderKeys()) {
            order.computeIfAbsent(key, first -> new ArrayDeque<>()).add(message);
        }
    }

    /**
     * Adds verdicts.
     *
     * @param tried in the order of their verdicts
     * @return what to settle now, see {@link OpenBundle#outcome}
     */
    public synchronized List<Tried> ready(List<Tried> tried) {
        if (messages.isEmpty()) {
            return tried;
        }
        List<Tried> ready = new ArrayList<>();
        for (Tried one : tried) {
            OpenBundle message = one.received().openBundle();
            if (message == null) {
                ready.add(one);
                continue;
            }
            message.add(one);
            if (message.complete()) {
                behind += message.size();
                settle(message, ready);
            }
        }
        return ready;
    }

    private void settle(OpenBundle first, List<Tried> ready) {
        Deque<OpenBundle> candidates = new ArrayDeque<>(List.of(first));
        while (!candidates.isEmpty()) {
            OpenBundle message = candidates.poll();
            if (message.complete() && messages.contains(message) && isNextOfAllKeys(message)) {
                messages.remove(message);
                behind -= message.size();
                ready.addAll(message.outcome());
                candidates.addAll(leaveOrder(message));
            }
        }
    }

    private boolean isNextOfAllKeys(OpenBundle message) {
        return message.orderKeys().stream().allMatch(key -> order.get(key).peek() == message);
    }

    private List<OpenBundle> leaveOrder(OpenBundle message) {
        List<OpenBundle> next = new ArrayList<>();
        for (String key : message.orderKeys()) {
            Deque<OpenBundle> waiting = order.get(key);
            waiting.poll();
            if (waiting.isEmpty()) {
                order.remove(key);
            } else {
                next.add(waiting.peek());
            }
        }
        return next;
    }

    /** How many events have a verdict although their message waits for an earlier one. */
    public synchronized int behind() {
        return behind;
    }

    /**
     * The events to give back when nothing is in flight any more, in the order of arrival: those without a verdict in
     * messages that have one for other events, which would otherwise be delivered again; and all events before them,
     * which would otherwise come back after a later one of their key.
     */
    public synchronized List<Received> rest() {
        List<Received> rest = new ArrayList<>();
        List<Received> afterTheLastBegun = new ArrayList<>();
        for (OpenBundle message : messages) {
            afterTheLastBegun.addAll(message.rest());
            if (message.begun()) {
                rest.addAll(afterTheLastBegun);
                afterTheLastBegun.clear();
            }
        }
        return rest;
    }
}
