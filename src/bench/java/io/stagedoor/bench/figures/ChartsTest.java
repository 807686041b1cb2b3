package io.stagedoor.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {

    @TempDir
    private Path folder;

    @Test
    void a_latency_stands_at_its_pace_wherever_it_was_measured() throws IOException {
        String svg = drawn("latency", """
                {"scenario": "latency", "at": 50, "contender": "stagedoor", "metric": "p99 ms", "values": [10, 12, 14]},
                {"scenario": "latency", "at": 50, "contender": "stagedoor", "metric": "pace", "values": [4000, 4000, 4000]},
                {"scenario": "latency", "at": 50, "contender": "plain camel", "metric": "p99 ms", "values": [9]},
                {"scenario": "latency", "at": 50, "contender": "plain camel", "metric": "pace", "values": [2000]},
                {"scenario": "same pace", "at": 2000, "contender": "plain camel", "metric": "p99 ms", "values": [11]},
                {"scenario": "same pace", "at": 2000, "contender": "plain camel", "metric": "pace", "values": [2000]},
                {"scenario": "same pace", "at": 2000, "contender": "stagedoor", "metric": "p99 ms", "values": [7]},
                {"scenario": "same pace", "at": 2000, "contender": "stagedoor", "metric": "pace", "values": [2000]}
                """);
        assertThat(svg).contains(">2,000<", ">4,000<", ">events a second<").doesNotContain(">50<");
        // Two of Stagedoor's, and plain Camel's two at one pace as one.
        assertThat(svg.split("<circle")).hasSize(1 + 3);
    }

    @Test
    void what_was_not_measured_is_not_drawn() throws IOException {
        drawn("backlog", """
                {"scenario": "backlog", "at": 10000, "contender": "stagedoor", "metric": "per second", "values": [9000]}
                """);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("run.json", "run-backlog.svg");
        }
    }

    private String drawn(String name, String figures) throws IOException {
        Path json = Files.writeString(folder.resolve("run.json"), "{\"figures\": [" + figures + "]}");
        Charts.draw(json);
        return Files.readString(folder.resolve("run-" + name + ".svg"));
    }
}
