package io.stagedoor.routing.transaction;

import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.watch.ChannelMeters;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the results of the events of one transaction. They reach the metrics at the commit only, because events that
 * are rolled back come again.
 */
final class Tally {

    private final ChannelMeters meters;
    private final Map<DeadLetterReason, Integer> dead = new EnumMap<>(DeadLetterReason.class);
    private int routed;
    private int duplicates;

    Tally(ChannelMeters meters) {
        this.meters = meters;
    }

    void count(Event event, boolean duplicate) {
        if (duplicate) {
            duplicates++;
        } else if (event.deadFor() != null) {
            dead.merge(event.deadFor(), 1, Integer::sum);
        } else {
            routed++;
        }
    }

    void committed() {
        meters.committed(routed, duplicates);
        dead.forEach((reason, events) -> meters.dead(reason.word(), events));
        clear();
    }

    void clear() {
        dead.clear();
        routed = 0;
        duplicates = 0;
    }
}
