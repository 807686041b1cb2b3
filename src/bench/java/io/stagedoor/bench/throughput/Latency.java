package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.Taken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;

/** How long events need at a steady pace. */
final class Latency {

    private final ThroughputRig rig;
    private final Figures figures;
    private final Turns turns;
    private final List<String> names;
    private final int rounds;
    private final int events;

    /** @param events of the burst that says what each takes */
    Latency(ThroughputRig rig, Figures figures, Turns turns, List<String> names, int rounds, int events) {
        this.rig = rig;
        this.figures = figures;
        this.turns = turns;
        this.names = names;
        this.rounds = rounds;
        this.events = events;
    }

    /**
     * At shares of what each takes while it is sent to, a pace that it can keep up with; and all at half of the slowest
     * one's, and of the fastest one's, where another may fall behind.
     */
    void run() throws Exception {
        Map<String, Double> pace = new LinkedHashMap<>();
        for (String name : turns.of(names, 0)) {
            Contender contender = turns.warm(name);
            contender.arrivals().begin();
            contender.broker().send(contender.action(), events, 0, contender.queue());
            Taken taken = Burst.await(contender, events, Burst.LONG);
            figures.add("live", 0, name, Goal.RATE, 1, taken.perSecond());
            pace.put(name, taken.perSecond());
        }
        for (int percent : List.of(10, 50, 90)) {
            steady(Goal.LATENCY, percent, name -> (int) (pace.get(name) * percent / 100));
        }
        int[] halves = DoubleStream.of(Collections.min(pace.values()), Collections.max(pace.values()))
                .mapToInt(most -> (int) (most / 2))
                .distinct()
                .toArray();
        for (int half : halves) {
            steady(Goal.SAME_PACE, half, name -> half);
        }
    }

    /** @param at what is varied: a share, or a pace */
    private void steady(String scenario, double at, ToIntFunction<String> perSecond) throws Exception {
        // What a backlog compiles is not what live events need: after ten seconds p99 is still twice what it becomes.
        for (int round = -1; round <= rounds; round++) {
            for (String name : turns.of(names, round)) {
                steady(scenario, at, rig.toWebhook(name), perSecond.applyAsInt(name), round);
            }
        }
    }

    private void steady(String scenario, double at, Contender contender, int perSecond, int round) throws Exception {
        int seconds = 10;
        contender.awaitIdle();
        contender.arrivals().begin();
        contender.broker().send(contender.action(), perSecond * seconds, perSecond, contender.queue());
        Taken taken = Burst.await(contender, (long) perSecond * seconds, Burst.LONG);
        if (round < 1) {
            return;
        }
        figures.add(scenario, at, contender.name(), "p50 ms", round, taken.p50() / 1e3);
        figures.add(scenario, at, contender.name(), Goal.P99, round, taken.p99() / 1e3);
        figures.add(scenario, at, contender.name(), "p99.9 ms", round, taken.p999() / 1e3);
        figures.add(scenario, at, contender.name(), "pace", round, perSecond);
    }
}
