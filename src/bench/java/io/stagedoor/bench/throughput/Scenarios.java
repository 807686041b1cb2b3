package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;

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

    /** Turns that warm up programs that have run before, or one with ninety destinations. */
    private static final int AGAIN = 4;

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final List<String> ALL = List.of(Goal.LIMIT, Goal.PLAIN, Goal.STAGEDOOR, Goal.EMBEDDED);

    private final ThroughputRig rig;
    private final Figures figures;
    private final Set<String> warm = new HashSet<>();
    private final List<String> only;
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
        this.only = only;
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
            warm.addAll(turns(names, 0));
        });
        all.put(
                "routing",
                () -> compare(
                        "routing", List.of(Goal.BY_HAND, Goal.PLAIN, Goal.STAGEDOOR), rig::toQueue, warmUpAgain()));
        all.put("archive", () -> compare("archive", List.of(Goal.PLAIN, Goal.STAGEDOOR), rig::toFile, warmUpAgain()));
        all.put("latency", this::latency);
        all.put("receiver", this::receiver);
        all.put("backlog", this::backlog);
        all.put("destinations", this::destinations);
        all.put("dead", this::dead);
        return all;
    }

    private int warmUpAgain() {
        return warm.isEmpty() ? warmUp : Math.min(warmUp, AGAIN);
    }

    private void compare(String scenario, List<String> names, Contenders contenders, int before) throws Exception {
        for (int round = 1 - before; round <= rounds; round++) {
            for (String name : turns(names, round)) {
                Contender contender = contenders.of(name);
                Burst burst = Burst.of(contender, events, events, LONG);
                if (scenario.equals("routing")) {
                    rig.emptyTarget(contender);
                }
                if (round > 0) {
                    burst.into(figures, scenario, 0, name, round);
                }
            }
        }
    }

    /**
     * At shares of what each takes while it is sent to, a pace that it can keep up with; and all at half of the slowest
     * one's, and of the fastest one's, where another may fall behind.
     */
    private void latency() throws Exception {
        Map<String, Double> pace = new LinkedHashMap<>();
        for (String name : turns(names, 0)) {
            Contender contender = warm(name);
            contender.arrivals().begin();
            contender.broker().send(contender.action(), events, 0, contender.queue());
            Taken taken = Burst.await(contender, events, LONG);
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

    /** @param at see {@link Figures.Figure} */
    private void steady(String scenario, double at, ToIntFunction<String> perSecond) throws Exception {
        // What a backlog compiles is not what live events need: after ten seconds p99 is still twice what it becomes.
        for (int round = -1; round <= rounds; round++) {
            for (String name : turns(names, round)) {
                steady(scenario, at, rig.toWebhook(name), perSecond.applyAsInt(name), round);
            }
        }
    }

    private Contender warm(String name) throws Exception {
        Contender contender = rig.toWebhook(name);
        int turns = warm.add(name) ? warmUp : 0;
        for (int turn = 0; turn < turns; turn++) {
            Burst.of(contender, events, events, LONG);
        }
        return contender;
    }

    private void steady(String scenario, double at, Contender contender, int perSecond, int round) throws Exception {
        int seconds = 10;
        contender.awaitIdle();
        contender.arrivals().begin();
        contender.broker().send(contender.action(), perSecond * seconds, perSecond, contender.queue());
        Taken taken = Burst.await(contender, (long) perSecond * seconds, LONG);
        if (round < 1) {
            return;
        }
        figures.add(scenario, at, contender.name(), "p50 ms", round, taken.p50() / 1e3);
        figures.add(scenario, at, contender.name(), Goal.P99, round, taken.p99() / 1e3);
        figures.add(scenario, at, contender.name(), "p99.9 ms", round, taken.p999() / 1e3);
        figures.add(scenario, at, contender.name(), "pace", round, perSecond);
    }

    private void receiver() throws Exception {
        for (String name : turns(ALL, 0)) {
            warm(name);
        }
        for (int ms : List.of(1, 50, 500)) {
            int some = ms == 1 ? events / 2 : ms == 50 ? events / 4 : events / 10;
            for (int round = 1; round <= rounds; round++) {
                for (String name : turns(ALL, round)) {
                    Contender contender = rig.toWebhook(name);
                    rig.receiversWait(ms);
                    Burst burst = Burst.of(contender, some, some, Duration.ofSeconds(5));
                    rig.receiversWait(0);
                    Burst.await(contender, some - burst.taken().count(), LONG);
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
        Contender contender = warm(Goal.STAGEDOOR);
        int paged = Math.min(backlog, PAGED);
        Burst.of(contender, paged, paged, LONG);
        for (int round = 1; round <= 2 * rounds; round++) {
            if (round == rounds + 1) {
                Burst.of(contender, backlog, backlog, LONG).into(figures, "backlog", backlog, Goal.STAGEDOOR, 1);
            }
            Burst.of(contender, 10_000, 10_000, LONG).into(figures, "backlog", 10_000, Goal.STAGEDOOR, round);
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
                Burst burst = Burst.of(one.getValue(), some, some * one.getKey(), LONG);
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
        for (int round = 1 - Math.min(warmUp, AGAIN); round <= 2 * rounds; round++) {
            for (String name : rotated(List.copyOf(contenders.keySet()), round)) {
                Burst burst = Burst.of(contenders.get(name), some, some * 90, LONG);
                if (round > 0) {
                    burst.into(figures, "dead", 0, name, round);
                }
            }
        }
    }

    private List<String> turns(List<String> names, int round) {
        return rotated(
                names.stream()
                        .filter(name -> only.isEmpty() || only.contains(name))
                        .toList(),
                round);
    }

    private static List<String> rotated(List<String> names, int round) {
        List<String> turns = new ArrayList<>(names);
        Collections.rotate(turns, round);
        return turns;
    }
}
