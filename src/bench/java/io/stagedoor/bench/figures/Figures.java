package io.stagedoor.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** All that was measured, one value after the other. */
public final class Figures {

    /**
     * One value.
     *
     * @param at what was varied: events a second, ms, destinations, events; 0 where nothing was
     */
    record Figure(String scenario, double at, String contender, String metric, int round, double value) {}

    private final List<Figure> all = new ArrayList<>();

    public void add(String scenario, double at, String contender, String metric, int round, double value) {
        all.add(new Figure(scenario, at, contender, metric, round, value));
        System.out.printf(
                Locale.ROOT,
                "%-14s %8.0f  %-22s %-22s round %d  %,.2f%n",
                scenario,
                at,
                contender,
                metric,
                round,
                value);
    }

    List<String> scenarios() {
        return all.stream().map(Figure::scenario).distinct().toList();
    }

    List<Double> places(String scenario) {
        return all.stream()
                .filter(one -> one.scenario.equals(scenario))
                .map(Figure::at)
                .distinct()
                .toList();
    }

    List<String> contenders(String scenario) {
        return all.stream()
                .filter(one -> one.scenario.equals(scenario))
                .map(Figure::contender)
                .distinct()
                .toList();
    }

    List<String> metrics(String scenario) {
        return all.stream()
                .filter(one -> one.scenario.equals(scenario))
                .map(Figure::metric)
                .distinct()
                .toList();
    }

    /** In the order of the rounds; empty where it was not measured. */
    public List<Double> values(String scenario, double at, String contender, String metric) {
        return all.stream()
                .filter(one -> one.scenario.equals(scenario)
                        && one.at == at
                        && one.contender.equals(contender)
                        && one.metric.equals(metric))
                .map(Figure::value)
                .toList();
    }

    /**
     * Within each round: what slows the machine down for a while slows both. What was measured once is compared with
     * each of the others.
     */
    public static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        boolean once = ours.size() == 1;
        return IntStream.range(0, once ? theirs.size() : Math.min(ours.size(), theirs.size()))
                .mapToObj(round -> ours.get(once ? 0 : round) / theirs.get(round))
                .toList();
    }
}
