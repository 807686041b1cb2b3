package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured, by name. In each round every contender has its turn, and another one is the first each time; rounds
 * below 1 only warm up.
 */
final class Scenarios {

    /** One of them. */
    interface Scenario {
        void run() throws Exception;
    }

    /** By what name, and in which contenders. */
    private interface Contenders {
        Contender of(String name) throws Exception;
    }

    /** So many that channel and destination are on pages: other ways through the broker, which are to be compiled, too. */
    private static final int PAGED = 300_000;

    private static final List<String> ALL = List.of(Goal.LIMIT, Goal.PLAIN, Goal.STAGEDOOR, Goal.EMBEDDED);

    private final ThroughputRig rig;
    private final Figures figures;
    private final Turns turns;
    private final List<String> names;
    private final int warmUp;
    private final int rounds;
    private final int events;
    private final int backlog;

    /**
     * @param only these contenders, where there are others; empty for all
     * @param variants of Stagedoor that end-to-end and latency measure, too
     * @param events of a burst
     * @param backlog events of the largest backlog
     */
    Scenarios(
            ThroughputRig rig,
            Figures figures,
            List<String> only,
            List<String> variants,
            int warmUp,
            int rounds,
            int events,
            int backlog) {
        this.rig = rig;
        this.figures = figures;
        this.turns = new Turns(rig, only, warmUp, events);
        this.names = new ArrayList<>(ALL);
        names.addAll(variants);
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.events = events;
        this.backlog = backlog;
    }

    /** In the order in which they are run. */
    Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("end-to-end", () -> {
            compare("end-to-end", names, rig::toWebhook, warmUp);
            turns.areWarm(names);
        });
        all.put(
                "routing",
                () -> compare(
                        "routing",
                        List.of(Goal.BY_HAND, Goal.PLAIN, Goal.STAGEDOOR),
                        rig::toQueue,
                        turns.warmUpAgain()));
        all.put(
                "archive",
                () -> compare("archive", List.of(Goal.PLAIN, Goal.STAGEDOOR), rig::toFile, turns.warmUpAgain()));
        all.put("latency", new Latency(rig, figures, turns, names, rounds, events)::run);
        all.put("receiver", this::receiver);
        all.put("backlog", this::backlog);
        all.put("destinations", this::destinations);
        all.put("dead", this::dead);
        return all;
    }

    private void compare(String scenario, List<String> names, Contenders contenders, int before) throws Exception {
        for (int round = 1 - before; round <= rounds; round++) {
            for (String name : turns.of(names, round)) {
                Contender contender = contenders.of(name);
                Burst burst = Burst.of(contender, events, events, Burst.LONG);
                if (scenario.equals("routing")) {
                    rig.emptyTarget(contender);
                }
                if (round > 0) {
                    burst.into(figures, scenario, 0, name, round);
                }
            }
        }
    }

    private void receiver() throws Exception {
        for (String name : turns.of(ALL, 0)) {
            turns.warm(name);
        }
        for (int ms : List.of(1, 50, 500)) {
            int some = ms == 1 ? events / 2 : ms == 50 ? events / 4 : events / 10;
            for (int round = 1; round <= rounds; round++) {
                for (String name : turns.of(ALL, round)) {
                    Contender contender = rig.toWebhook(name);
                    rig.receiversWait(ms);
                    Burst burst = Burst.of(contender, some, some, Duration.ofSeconds(5));
                    rig.receiversWait(0);
                    Burst.await(contender, some - burst.taken().count(), Burst.LONG);
                    burst.into(figures, "receiver", ms, name, round);
                    figures.add(
                            "receiver",
                            ms,
                            name,
                            "connections",
                            round,
                            burst.taken().connections());
                }
            }
        }
    }

    /** The small one before and after the large one: over the minutes that this takes, the machine changes its speed. */
    private void backlog() throws Exception {
        Contender contender = turns.warm(Goal.STAGEDOOR);
        int paged = Math.min(backlog, PAGED);
        Burst.of(contender, paged, paged, Burst.LONG);
        for (int round = 1; round <= 2 * rounds; round++) {
            if (round == rounds + 1) {
                Burst.of(contender, backlog, backlog, Burst.LONG).into(figures, "backlog", backlog, Goal.STAGEDOOR, 1);
            }
            Burst.of(contender, 10_000, 10_000, Burst.LONG).into(figures, "backlog", 10_000, Goal.STAGEDOOR, round);
        }
    }

    private void destinations() throws Exception {
        Map<Integer, Contender> contenders = new LinkedHashMap<>();
        contenders.put(1, rig.toMany("created"));
        contenders.put(10, rig.toMany("processing"));
        contenders.put(100, rig.toMany("completed"));
        for (int round = 1 - warmUp; round <= rounds; round++) {
            for (Map.Entry<Integer, Contender> one : contenders.entrySet()) {
                int some = Math.max(events / 2 / one.getKey(), 100);
                Burst burst = Burst.of(one.getValue(), some, some * one.getKey(), Burst.LONG);
                if (round > 0) {
                    burst.into(figures, "destinations", one.getKey(), Goal.STAGEDOOR, round);
                }
            }
        }
    }

    private void dead() throws Exception {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(Goal.NINETY, rig.toMany("failed"));
        contenders.put(Goal.BESIDE_DEAD, rig.toMany("cancelled"));
        // So many deliveries a turn that the journal fills some files; twice the rounds, since they differ by a fifth.
        int some = Math.max(4 * events / 90, 100);
        for (int round = 1 - Math.min(warmUp, Turns.AGAIN); round <= 2 * rounds; round++) {
            for (String name : Turns.rotated(List.copyOf(contenders.keySet()), round)) {
                Burst burst = Burst.of(contenders.get(name), some, some * 90, Burst.LONG);
                if (round > 0) {
                    burst.into(figures, "dead", 0, name, round);
                }
            }
        }
    }
}
