package io.stagedoor.backstage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code examples/backstage/run}: a real Backstage, its events, and nothing left of it afterwards. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BackstageDemoIT {

    private static final String SCRIPT = "examples/backstage/run";

    /** The script's exit status when npm, Node or a package cannot be had. */
    private static final int UNAVAILABLE = 69;

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration ARRIVAL = Duration.ofMinutes(3);
    private static final Path FOLDER = Path.of("target/backstage-demo-it");
    private static final Path OUTPUT = Path.of("target/backstage-demo-it.log");

    private final Map<String, String> ports = new LinkedHashMap<>();
    private Process demo;

    @BeforeAll
    static void install() throws Exception {
        NpmModule.install();
    }

    @AfterEach
    void kill() {
        if (demo != null) {
            all().forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void a_change_in_a_real_backstage_is_a_webhook_and_nothing_runs_on_after_the_end() throws Exception {
        for (String name : List.of("BACKSTAGE_PORT", "BROKER_PORT", "HEALTH_PORT", "RECEIVER_PORT")) {
            ports.put(name, Integer.toString(FreePort.next()));
        }
        start();
        await().atMost(START).until(() -> output().contains("Ctrl-C stops everything") || !demo.isAlive());
        assumeThat(!demo.isAlive() && demo.exitValue() == UNAVAILABLE)
                .as("skipped: %s", output().strip())
                .isFalse();
        assertThat(demo.isAlive()).as(output()).isTrue();

        Path ledger = FOLDER.resolve("catalog/ledger.yaml").toAbsolutePath();
        assertThat(post("/api/catalog/locations", "{\"type\":\"file\",\"target\":\"" + ledger + "\"}")
                        .statusCode())
                .isEqualTo(201);
        arrives("created", "component:default/ledger");
        Files.writeString(ledger, Files.readString(ledger).replace("experimental", "production"));
        post("/api/catalog/refresh", "{\"entityRef\":\"component:default/ledger\"}");
        arrives("updated", "component:default/ledger");
        assertThat(output()).contains("signature: verified").doesNotContain("signature: wrong");

        List<ProcessHandle> before = all().toList();
        assertThat(before).as("the script, three processes and what prints").hasSizeGreaterThanOrEqualTo(5);
        demo.destroy();
        assertThat(demo.waitFor(3, TimeUnit.MINUTES)).isTrue();
        await().untilAsserted(() ->
                assertThat(before).filteredOn(ProcessHandle::isAlive).isEmpty());
        for (String port : ports.values()) {
            new ServerSocket(Integer.parseInt(port)).close();
        }
    }

    @Test
    void a_port_that_is_taken_is_named_before_anything_starts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            ports.put("BROKER_PORT", Integer.toString(taken.getLocalPort()));
            ports.put("BACKSTAGE_PORT", Integer.toString(FreePort.next()));
            start();
            assertThat(demo.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assumeThat(demo.exitValue()).as("skipped: %s", output().strip()).isNotEqualTo(UNAVAILABLE);

            assertThat(demo.exitValue()).isEqualTo(1);
            assertThat(output())
                    .isEqualTo("demo: port " + taken.getLocalPort()
                            + " is taken; choose another one: BROKER_PORT=… examples/backstage/run\n");
        }
    }

    private void start() throws IOException {
        // This build has made it; ./stagedoor goes by the time and would build again.
        Files.setLastModifiedTime(JavaProcess.built(), FileTime.from(Instant.now()));
        ProcessBuilder builder = new ProcessBuilder(SCRIPT, FOLDER.toString())
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile());
        builder.environment().putAll(ports);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        demo = builder.start();
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(demo.descendants(), Stream.of(demo.toHandle()));
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + ports.get("BACKSTAGE_PORT") + path))
                                .header("content-type", "application/json")
                                .POST(BodyPublishers.ofString(json))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void arrives(String action, String entity) {
        await().atMost(ARRIVAL).untilAsserted(() -> assertThat(output().lines())
                .anyMatch(line -> line.contains("\"action\":\"" + action + "\"")
                        && line.contains("\"correlationId\":\"" + entity + "\"")));
    }

    private static String output() throws IOException {
        return Files.readString(OUTPUT);
    }
}
