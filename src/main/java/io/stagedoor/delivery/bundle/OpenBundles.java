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
 * The bundles in hand, and where order is kept the single events too. Thread-safe.
 *
 * <pre>
 *   bundle 1   A1 delivered   B1 in flight     waits for B1
 *   bundle 2   A2 delivered   C1 delivered     waits for bundle 1, because of A
 *   bundle 3   D1 delivered   D2 to be retried is settled
 * </pre>
 *
 * Were bundle 2 settled before bundle 1, then after a crash A1 would be delivered again, behind A2.
 */
public final class OpenBundles {

    private final Set<OpenBundle> messages = new LinkedHashSet<>();
    private final Map<String, Deque<OpenBundle>> turns = new HashMap<>();
    private int behind;

    /** To be called in the order of arrival, before any of its events is attempted. */
    public synchronized void arrived(OpenBundle message) {
        messages.add(message);
        for (String key : message.orderKeys()) {
            turns.computeIfAbsent(key, first -> new ArrayDeque<>()).add(message);
        }
    }

    /**
     * Notes the verdicts.
     *
     * @param tried in the order of their verdicts
     * @return what is to be settled now, see {@link OpenBundle#outcome}
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
            if (message.complete() && messages.contains(message) && hasAllTurns(message)) {
                messages.remove(message);
                behind -= message.size();
                ready.addAll(message.outcome());
                candidates.addAll(passTurns(message));
            }
        }
    }

    private boolean hasAllTurns(OpenBundle message) {
        return message.orderKeys().stream().allMatch(key -> turns.get(key).peek() == message);
    }

    private List<OpenBundle> passTurns(OpenBundle message) {
        List<OpenBundle> next = new ArrayList<>();
        for (String key : message.orderKeys()) {
            Deque<OpenBundle> turn = turns.get(key);
            turn.poll();
            if (turn.isEmpty()) {
                turns.remove(key);
            } else {
                next.add(turn.peek());
            }
        }
        return next;
    }

    /** How many events have their verdict, and their message waits for an earlier one. */
    public synchronized int behind() {
        return behind;
    }

    /**
     * When nothing is in flight any more: the events without a verdict, as far as they must not stay in their queue,
     * lest what was delivered beside them is delivered again. In the order of arrival. What came before them goes as
     * well: of one key, it would come back behind them.
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
