package io.stagedoor.bench.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.bench.figures.Spread;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was measured.
 *
 * @param each measurements of each condition
 * @param rate events a second at the steady pace
 * @param burst events of a burst
 */
record IsolationResult(int each, int rate, int burst, List<Round> rounds) {

    String table() {
        StringBuilder text = new StringBuilder(
                String.format("%n%-10s %26s %26s %30s%n", "", "p50 ms", "p99 ms", "burst, deliveries/s"));
        for (Condition condition : Condition.values()) {
            text.append(String.format(
                    "%-10s %26s %26s %30s%n",
                    word(condition),
                    spread(condition, Round::p50),
                    spread(condition, Round::p99),
                    spread(condition, Round::throughput)));
        }
        for (Condition other : List.of(Condition.HEALTHY, Condition.ALONE)) {
            text.append(String.format(
                    "%-10s %26s %26s %30s%n",
                    "bad/" + word(other),
                    ratio(other, Round::p50),
                    ratio(other, Round::p99),
                    ratio(other, Round::throughput)));
        }
        return text.append("\nmedian (least to most)\n").toString();
    }

    ObjectNode json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("rounds", each);
        root.put("eventsPerSecond", rate);
        root.put("burst", burst);
        root.put("goodDestinations", BenchRoutes.GOOD);
        for (Condition condition : Condition.values()) {
            put(
                    root.putObject(word(condition)),
                    spread(condition, Round::p50),
                    spread(condition, Round::p99),
                    spread(condition, Round::throughput));
        }
        for (Condition other : List.of(Condition.HEALTHY, Condition.ALONE)) {
            put(
                    root.putObject(
                            "badTo" + other.name().charAt(0) + word(other).substring(1)),
                    ratio(other, Round::p50),
                    ratio(other, Round::p99),
                    ratio(other, Round::throughput));
        }
        return root;
    }

    private static void put(ObjectNode node, Spread p50, Spread p99, Spread throughput) {
        node.putPOJO("p50", p50);
        node.putPOJO("p99", p99);
        node.putPOJO("burst", throughput);
    }

    private Spread spread(Condition condition, ToDoubleFunction<Round> of) {
        return Spread.of(values(condition, of));
    }

    /** Of the bad condition to the other, within each round: what slows the machine down for a while slows both. */
    private Spread ratio(Condition other, ToDoubleFunction<Round> of) {
        List<Double> bad = values(Condition.BAD, of);
        List<Double> compared = values(other, of);
        return Spread.of(IntStream.range(0, bad.size())
                .mapToObj(round -> bad.get(round) / compared.get(round))
                .toList());
    }

    private List<Double> values(Condition condition, ToDoubleFunction<Round> of) {
        return rounds.stream()
                .filter(round -> round.condition() == condition)
                .map(of::applyAsDouble)
                .toList();
    }

    private static String word(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }
}
