package io.stagedoor.delivery.order;

import java.util.ArrayList;
import java.util.List;

/** The lanes of the keys A, B, …; an event is its key and a number. */
abstract class LanesRig {

    final List<String> attempted = new ArrayList<>();
    final List<String> parked = new ArrayList<>();
    final List<String> toPark = new ArrayList<>();
    final Lanes<String> lanes = new Lanes<>(toPark::add);

    /** Waits until all events are parked. */
    String next() {
        park();
        return lanes.next();
    }

    List<String> parked() {
        park();
        return parked;
    }

    void park() {
        for (String event : toPark) {
            parked.add(event);
            lanes.parked(event.substring(0, 1));
        }
        toPark.clear();
    }

    void arrive(String... events) {
        for (String event : events) {
            arrive(event, false);
        }
    }

    void comeAgain(String event) {
        arrive(event, true);
    }

    void arrive(String event, boolean tried) {
        if (lanes.arrived(event.substring(0, 1), tried, event)) {
            attempted.add(event);
        }
    }

    void finish(String key, boolean again) {
        String next = lanes.finished(key, again);
        if (next != null) {
            attempted.add(next);
        }
    }
}
