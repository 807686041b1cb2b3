package io.stagedoor.routing.transaction;

import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.watch.ChannelMeters;
import java.util.EnumMap;
import java.util.Map;

/** What became of the events of one transaction. It counts only when that is committed: what is rolled back comes again. */
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
