package io.stagedoor.bench.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Draws the curves of a result, from its JSON, as SVG files beside it. */
public final class Charts {

    private final JsonNode figures;
    private final String stem;

    private Charts(JsonNode figures, String stem) {
        this.figures = figures;
        this.stem = stem;
    }

    public static void draw(Path json) throws IOException {
        JsonNode figures = new ObjectMapper().readTree(json.toFile()).path("figures");
        Charts charts = new Charts(figures, json.toString().replaceFirst("\\.json$", ""));
        charts.latency();
        charts.rate("receiver", "ms that the receiver takes to answer", "events a second");
        charts.rate("destinations", "destinations of each event", "deliveries a second");
        charts.rate("backlog", "events waiting", "events a second");
    }

    /** Against the pace itself: the shares of what each takes are another pace for each. */
    private void latency() throws IOException {
        draw("latency", Set.of(Goal.LATENCY, Goal.SAME_PACE), Goal.P99, this::pace, "events a second", "p99, ms");
    }

    private void rate(String scenario, String x, String y) throws IOException {
        draw(scenario, Set.of(scenario), Goal.RATE, one -> one.path("at").asDouble(), x, y);
    }

    private double pace(JsonNode p99) {
        for (JsonNode one : figures) {
            if (one.path("metric").asText().equals("pace")
                    && one.path("scenario").equals(p99.path("scenario"))
                    && one.path("contender").equals(p99.path("contender"))
                    && one.path("at").equals(p99.path("at"))) {
                return one.path("values").path(0).asDouble();
            }
        }
        throw new IllegalArgumentException("a latency whose pace the result does not say: " + p99);
    }

    private void draw(
            String name,
            Set<String> scenarios,
            String metric,
            ToDoubleFunction<JsonNode> x,
            String xWords,
            String yWords)
            throws IOException {
        Map<String, Map<Double, List<Double>>> curves = new LinkedHashMap<>();
        for (JsonNode one : figures) {
            if (scenarios.contains(one.path("scenario").asText())
                    && one.path("metric").asText().equals(metric)) {
                List<Double> values = curves.computeIfAbsent(
                                one.path("contender").asText(), first -> new TreeMap<>())
                        .computeIfAbsent(x.applyAsDouble(one), first -> new ArrayList<>());
                one.path("values").forEach(value -> values.add(value.asDouble()));
            }
        }
        Map<String, List<Chart.Point>> points = new LinkedHashMap<>();
        curves.forEach((contender, values) -> points.put(
                contender,
                values.entrySet().stream()
                        .map(at -> new Chart.Point(at.getKey(), Spread.of(at.getValue())))
                        .toList()));
        if (!points.isEmpty()) {
            Files.writeString(Path.of(stem + "-" + name + ".svg"), new Chart(xWords, yWords, points).svg());
        }
    }
}
