package io.stagedoor.ingress.sending;

import java.util.HashMap;
import java.util.Map;

/** Counts the events that have no outcome yet, and lets no more in than memory and the broker can take. Thread-safe. */
final class InFlight {

    /** Of one address: twice the credit that Artemis gives. */
    static final int MOST_OF_AN_ADDRESS = 2_000;

    static final int MOST = 4_000;

    private final Map<String, Integer> byAddress = new HashMap<>();
    private int all;

    /** @return false if there is no room, and nothing was counted */
    synchronized boolean enter(String address, int events) {
        int before = byAddress.getOrDefault(address, 0);
        if (before + events > MOST_OF_AN_ADDRESS || all + events > MOST) {
            return false;
        }
        byAddress.put(address, before + events);
        all += events;
        return true;
    }

    synchronized void leave(String address, int events) {
        byAddress.merge(address, -events, (before, less) -> before + less == 0 ? null : before + less);
        all -= events;
    }

    synchronized boolean isEmpty(String address) {
        return !byAddress.containsKey(address);
    }

    synchronized int all() {
        return all;
    }
}
