package io.stagedoor.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A ratio that is to be reached.
 *
 * @param bound that its median must have at least, or at most where {@code lowerIsBetter}
 */
public record Goal(String words, Side ours, Side theirs, double bound, boolean lowerIsBetter) {

    /** One of the two that are compared. */
    record Side(String scenario, double at, String contender, String metric) {}

    public static final String RATE = "per second";
    public static final String P99 = "p99 ms";
    public static final String LATENCY = "latency";
    public static final String SAME_PACE = "same pace";
    public static final String STAGEDOOR = "stagedoor";
    public static final String EMBEDDED = "stagedoor embedded";
    public static final String BEFORE = "before";
    public static final String BEFORE_EMBEDDED = "before embedded";
    public static final String WITHOUT_HISTORY = "without history";
    public static final String WITHOUT_HISTORY_EMBEDDED = "without history embedded";
    public static final String WITH_TRACES = "with traces";
    public static final String WITH_TRACES_EMBEDDED = "with traces embedded";
    public static final String PLAIN = "plain camel";
    public static final String LIMIT = "limit loop";
    public static final String BY_HAND = "forward by hand";
    public static final String NINETY = "90 alone";
    public static final String BESIDE_DEAD = "90 beside 10 dead";

    /**
     * @param figures of the paces that all were measured at
     * @param backlog events of the largest backlog
     */
    static List<Goal> all(Figures figures, int backlog) {
        List<Goal> all = new ArrayList<>(List.of(
                rate("end to end, against plain Camel", "end-to-end", STAGEDOOR, PLAIN, 2),
                rate("end to end, against the limit loop", "end-to-end", STAGEDOOR, LIMIT, 0.6),
                rate("end to end, embedded, against plain Camel", "end-to-end", EMBEDDED, PLAIN, 2),
                rate("end to end, embedded, against the limit loop", "end-to-end", EMBEDDED, LIMIT, 0.6),
                rate("end to end, against the build before", "end-to-end", STAGEDOOR, BEFORE, 0.95),
                rate("end to end, embedded, against the build before", "end-to-end", EMBEDDED, BEFORE_EMBEDDED, 0.95),
                rate("end to end, against no history", "end-to-end", STAGEDOOR, WITHOUT_HISTORY, 0.95),
                rate(
                        "end to end, embedded, against no history",
                        "end-to-end",
                        EMBEDDED,
                        WITHOUT_HISTORY_EMBEDDED,
                        0.95),
                rate("routing stage, against plain Camel", "routing", STAGEDOOR, PLAIN, 3.5),
                rate("routing stage, against forwarding by hand", "routing", STAGEDOOR, BY_HAND, 0.8),
                rate("archive, against plain Camel's file append", "archive", STAGEDOOR, PLAIN, 2),
                p99("p99 at 50 % load, against plain Camel's", LATENCY, 50),
                new Goal(
                        backlog + " waiting, against 10000",
                        new Side("backlog", backlog, STAGEDOOR, RATE),
                        new Side("backlog", 10_000, STAGEDOOR, RATE),
                        0.9,
                        false),
                rate("90 destinations beside 10 dead, against 90 alone", "dead", BESIDE_DEAD, NINETY, 0.95)));
        for (double pace : figures.places(SAME_PACE)) {
            String words = String.format(Locale.ROOT, "p99 at %,.0f a second, against plain Camel's", pace);
            all.add(p99(words, SAME_PACE, pace));
        }
        return all;
    }

    private static Goal rate(String words, String scenario, String ours, String theirs, double atLeast) {
        return new Goal(words, new Side(scenario, 0, ours, RATE), new Side(scenario, 0, theirs, RATE), atLeast, false);
    }

    private static Goal p99(String words, String scenario, double at) {
        return new Goal(words, new Side(scenario, at, STAGEDOOR, P99), new Side(scenario, at, PLAIN, P99), 1, true);
    }

    /** Empty where one of the two was not measured. */
    Optional<Spread> of(Figures figures) {
        List<Double> ratios = Figures.ratios(values(figures, ours), values(figures, theirs));
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private static List<Double> values(Figures figures, Side side) {
        return figures.values(side.scenario, side.at, side.contender, side.metric);
    }

    boolean reached(Spread ratio) {
        return lowerIsBetter ? ratio.median() <= bound : ratio.median() >= bound;
    }
}
