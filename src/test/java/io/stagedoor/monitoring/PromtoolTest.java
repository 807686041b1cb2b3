package io.stagedoor.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, by Prometheus' own tool. */
class PromtoolTest {

    @TempDir
    Path folder;

    private record Output(int status, String text) {}

    @Test
    void prometheus_takes_the_rules() throws Exception {
        assertPasses("check", "rules", MonitoringFiles.ALERTS.toString());
    }

    @Test
    void the_rules_fire_when_they_should_and_not_otherwise() throws Exception {
        assertPasses("test", "rules", MonitoringFiles.TESTS.toString());
    }

    @Test
    void prometheus_takes_every_expression_of_the_dashboard() throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        for (List<String> expressions : MonitoringFiles.expressions().values()) {
            for (String expression : expressions) {
                String concrete = expression.replace("$__rate_interval", "5m").replaceAll("\\$[a-z]+\"", ".*\"");
                rules.add(Map.of("record", "panel", "expr", concrete));
            }
        }
        Path file = folder.resolve("dashboard.yaml");
        new YAMLMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));

        assertPasses("check", "rules", "--lint=none", file.toString());
    }

    private static void assertPasses(String... arguments) throws Exception {
        Output output = promtool(arguments);
        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains("SUCCESS").doesNotContain("FAILED");
    }

    /** Where there is none, the calling test is skipped, and says so. */
    private static Output promtool(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return new Output(process.exitValue(), text);
        } catch (IOException notHere) {
            String message =
                    "SKIPPED: promtool is not here; Debian's package prometheus has it (.ci/promtool brings it)";
            System.err.println(message);
            return abort(message);
        }
    }
}
