package io.stagedoor.bench.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The figures as a table, and as JSON. */
public record ThroughputResult(Figures figures, int warmUp, int rounds, int events, int backlog) {

    public String table() {
        StringBuilder text = new StringBuilder();
        for (String scenario : figures.scenarios()) {
            text.append('\n').append(scenario).append('\n');
            for (String metric : figures.metrics(scenario)) {
                for (double at : figures.places(scenario)) {
                    for (String contender : figures.contenders(scenario)) {
                        List<Double> values = figures.values(scenario, at, contender, metric);
                        if (!values.isEmpty()) {
                            text.append(String.format(
                                    Locale.ROOT,
                                    "  %-20s %9s  %-20s %s%n",
                                    metric,
                                    at == 0 ? "" : String.format(Locale.ROOT, "%,.0f", at),
                                    contender,
                                    Spread.of(values)));
                        }
                    }
                }
            }
        }
        text.append("\nratios within the rounds\n");
        for (Goal goal : Goal.all(figures, backlog)) {
            goal.of(figures)
                    .ifPresent(ratio -> text.append(String.format(
                            Locale.ROOT,
                            "  %-50s %-22s goal: %s %.2f, %s%n",
                            goal.words(),
                            ratio,
                            goal.lowerIsBetter() ? "at most" : "at least",
                            goal.bound(),
                            goal.reached(ratio) ? "reached" : "NOT REACHED")));
        }
        return text.append("\nmedian (least to most)\n").toString();
    }

    public ObjectNode json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("cores", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("warmUp", warmUp);
        root.put("rounds", rounds);
        root.put("events", events);
        ArrayNode goals = root.putArray("ratios");
        for (Goal goal : Goal.all(figures, backlog)) {
            goal.of(figures).ifPresent(ratio -> goals.addObject()
                    .put("what", goal.words())
                    .put(goal.lowerIsBetter() ? "atMost" : "atLeast", goal.bound())
                    .put("reached", goal.reached(ratio))
                    .putPOJO("ratio", ratio));
        }
        ArrayNode all = root.putArray("figures");
        for (String scenario : figures.scenarios()) {
            for (double at : figures.places(scenario)) {
                for (String contender : figures.contenders(scenario)) {
                    for (String metric : figures.metrics(scenario)) {
                        List<Double> values = figures.values(scenario, at, contender, metric);
                        if (!values.isEmpty()) {
                            all.addObject()
                                    .put("scenario", scenario)
                                    .put("at", at)
                                    .put("contender", contender)
                                    .put("metric", metric)
                                    .putPOJO("values", values);
                        }
                    }
                }
            }
        }
        return root;
    }
}
