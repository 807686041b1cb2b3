package io.stagedoor.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code monitoring/}, read. */
final class MonitoringFiles {

    static final Path FOLDER = Path.of("monitoring");
    static final Path ALERTS = FOLDER.resolve("alerts.yaml");
    static final Path TESTS = FOLDER.resolve("alerts_test.yaml");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private MonitoringFiles() {}

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    static JsonNode dashboard() throws IOException {
        return JSON.readTree(FOLDER.resolve("dashboard.json").toFile());
    }

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        yaml(ALERTS).path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    /** Those that show something: rows only have a title. */
    static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panels::add);
        panels.removeIf(panel -> panel.path("type").asText().equals("row"));
        return panels;
    }

    /** Every expression by the name of its alert or panel. */
    static Map<String, List<String>> expressions() throws IOException {
        Map<String, List<String>> expressions = new TreeMap<>();
        for (JsonNode alert : alerts()) {
            expressions.put(
                    "alert " + alert.path("alert").asText(),
                    List.of(alert.path("expr").asText()));
        }
        for (JsonNode panel : panels()) {
            List<String> all = new ArrayList<>();
            panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
            expressions.put("panel " + panel.path("title").asText(), all);
        }
        List<String> variables = new ArrayList<>();
        for (JsonNode variable : dashboard().path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                // label_values(metric, label) as the expression: by (label) (metric)
                variables.add(variable.path("definition")
                        .asText()
                        .replaceAll("label_values\\((\\w+), (\\w+)\\)", "count by ($2) ($1)"));
            }
        }
        expressions.put("variables", variables);
        return expressions;
    }
}
