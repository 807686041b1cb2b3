package io.stagedoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the curves of a result, from its JSON, as SVG files beside it. */
final class Charts {

    private Charts() {}

    static void draw(Path json) throws IOException {
        JsonNode figures = new ObjectMapper().readTree(json.toFile()).path("figures");
        String stem = json.toString().replaceFirst("\\.json$", "");
        draw(figures, "latency", "p99 ms", "% of each one's throughput", "p99, ms", stem);
        draw(figures, "receiver", Goal.RATE, "ms that the receiver takes to answer", "events a second", stem);
        draw(figures, "destinations", Goal.RATE, "destinations of each event", "deliveries a second", stem);
        draw(figures, "backlog", Goal.RATE, "events waiting", "events a second", stem);
    }

    private static void draw(JsonNode figures, String scenario, String metric, String x, String y, String stem)
            throws IOException {
        Map<String, List<Chart.Point>> curves = new LinkedHashMap<>();
        for (JsonNode one : figures) {
            if (one.path("scenario").asText().equals(scenario)
                    && one.path("metric").asText().equals(metric)) {
                List<Double> values = new ArrayList<>();
                one.path("values").forEach(value -> values.add(value.asDouble()));
                curves.computeIfAbsent(one.path("contender").asText(), first -> new ArrayList<>())
                        .add(new Chart.Point(one.path("at").asDouble(), Spread.of(values)));
            }
        }
        if (!curves.isEmpty()) {
            Files.writeString(Path.of(stem + "-" + scenario + ".svg"), new Chart(x, y, curves).svg());
        }
    }
}
