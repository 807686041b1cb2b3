package io.stagedoor.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person needs of an alert and of a panel. */
class MonitoringFilesTest {

    private static final int COLUMNS = 24;

    @Test
    void every_alert_says_what_how_urgent_and_what_to_do() throws IOException {
        assertThat(MonitoringFiles.alerts()).hasSizeGreaterThan(6).allSatisfy(alert -> {
            assertThat(alert.path("alert").asText()).matches("Stagedoor[A-Z][A-Za-z]+");
            assertThat(alert.path("for").asText()).matches("\\d+m");
            assertThat(alert.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(alert.path("annotations").path("description").asText()).isNotBlank();
        });
    }

    @Test
    void every_alert_is_tested_when_it_fires_and_when_it_does_not() throws IOException {
        Set<String> fires = new HashSet<>();
        Set<String> doesNot = new HashSet<>();
        for (JsonNode test : MonitoringFiles.yaml(MonitoringFiles.TESTS).path("tests")) {
            for (JsonNode expectation : test.path("alert_rule_test")) {
                (expectation.has("exp_alerts") ? fires : doesNot)
                        .add(expectation.path("alertname").asText());
            }
        }
        List<String> alerts = MonitoringFiles.alerts().stream()
                .map(alert -> alert.path("alert").asText())
                .toList();

        assertThat(fires).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(doesNot).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void the_prometheus_rule_of_kubernetes_has_the_same_groups() throws IOException {
        assertThat(MonitoringFiles.yaml(Path.of("kubernetes/components/alerts/prometheus-rule.yaml"))
                        .path("spec")
                        .path("groups"))
                .isEqualTo(MonitoringFiles.yaml(MonitoringFiles.ALERTS).path("groups"));
    }

    @Test
    void every_panel_explains_itself_and_has_a_unit() throws IOException {
        assertThat(MonitoringFiles.panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).endsWith(".").hasSizeGreaterThan(30);
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @Test
    void the_dashboard_begins_with_what_is_wrong() throws IOException {
        List<String> rows = new ArrayList<>();
        for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
            if (panel.path("type").asText().equals("row")) {
                rows.add(panel.path("title").asText());
            }
        }
        assertThat(rows)
                .extracting(title -> title.split(":")[0])
                .containsExactly("Is anything wrong?", "Channels", "Destinations", "Dead letters", "Program");
    }

    @Test
    void no_panel_covers_another_one_and_each_has_an_id_of_its_own() throws IOException {
        Set<String> cells = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(cells.add((place.path("x").asInt() + x) + ","
                                    + (place.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void the_readme_has_every_alert() throws IOException {
        String readme = Files.readString(MonitoringFiles.FOLDER.resolve("README.md"));

        for (JsonNode alert : MonitoringFiles.alerts()) {
            assertThat(readme).contains("`" + alert.path("alert").asText() + "`");
        }
    }
}
