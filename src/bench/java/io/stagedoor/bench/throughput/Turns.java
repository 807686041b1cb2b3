package io.stagedoor.bench.throughput;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose turn it is in which round, and who is warm. */
final class Turns {

    /** Turns that warm up programs that have run before, or one with ninety destinations. */
    static final int AGAIN = 4;

    private final ThroughputRig rig;
    private final Set<String> warm = new HashSet<>();
    private final List<String> only;
    private final int warmUp;
    private final int events;

    /**
     * @param only these contenders, where there are others; empty for all
     * @param warmUp turns until one is warm
     * @param events of such a turn
     */
    Turns(ThroughputRig rig, List<String> only, int warmUp, int events) {
        this.rig = rig;
        this.only = only;
        this.warmUp = warmUp;
        this.events = events;
    }

    /** Those that are measured; another one is the first in each round. */
    List<String> of(List<String> names, int round) {
        return rotated(
                names.stream()
                        .filter(name -> only.isEmpty() || only.contains(name))
                        .toList(),
                round);
    }

    static List<String> rotated(List<String> names, int round) {
        List<String> turns = new ArrayList<>(names);
        Collections.rotate(turns, round);
        return turns;
    }

    /** Those of them that are measured had their turns, each with a webhook. */
    void areWarm(List<String> names) {
        warm.addAll(of(names, 0));
    }

    /** One with a webhook, which has its turns first if it had none. */
    Contender warm(String name) throws Exception {
        Contender contender = rig.toWebhook(name);
        int turns = warm.add(name) ? warmUp : 0;
        for (int turn = 0; turn < turns; turn++) {
            Burst.of(contender, events, events, Burst.LONG);
        }
        return contender;
    }

    int warmUpAgain() {
        return warm.isEmpty() ? warmUp : Math.min(warmUp, AGAIN);
    }
}
