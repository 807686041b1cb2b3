package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the environment and the files of its pod: what the kubelet and Prometheus ask, it answers. */
class ProgramPodIT {

    private static final String NAME = "stagedoor-6d4cf56db6-x7k2p";
    private static final String TOKEN = "a-token-of-the-secret";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final int brokerPort = FreePort.next();
    private final Management management = new Management(port);
    private Rendering rendering;
    private EmbeddedBroker broker;
    private Process program;

    @BeforeEach
    void start() throws Exception {
        rendering = Kustomize.find().render(Path.of(RenderedTest.PRODUCTION));
        broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
        mount();
        Path output = Files.createTempFile(Files.createDirectories(Path.of("target/programs")), "pod-", ".log");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("stagedoor.jar"),
                        "run")
                .directory(Files.createDirectory(folder.resolve("empty")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().putAll(environment());
        program = command.start();
        await().until(() -> !program.isAlive() || Files.readString(output).contains("Stagedoor runs"));
        assertThat(program.isAlive()).as(Files.readString(output)).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        if (program != null) {
            program.destroyForcibly().waitFor();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void it_answers_every_probe_and_shows_its_figures_for_the_token_alone() {
        assertThat(rendering.program().probes()).hasSize(3).allSatisfy(probe -> await().until(
                        () -> management.get(path(probe.path("httpGet"))).statusCode() == 200));
        String metrics = path(rendering
                .one("ServiceMonitor", "stagedoor")
                .path("spec")
                .path("endpoints")
                .path(0));
        assertThat(management.get(metrics).statusCode()).isEqualTo(401);
        assertThat(management.get(metrics, "Authorization", "Bearer " + TOKEN).body())
                .contains("stagedoor_broker_connected");
    }

    @Test
    void it_counts_what_scales_it() throws Exception {
        Rendering scaled = RenderedTest.scaledByQueues(Kustomize.find(), folder.resolve("copy"));
        String query = scaled.one("ScaledObject", "stagedoor")
                .path("spec")
                .path("triggers")
                .path(0)
                .path("metadata")
                .path("query")
                .asText();

        String figures =
                management.get("metrics", "Authorization", "Bearer " + TOKEN).body();
        assertThat(Pattern.compile("stagedoor_[a-z_]+").matcher(query).results().map(found -> found.group()))
                .hasSize(4)
                .allSatisfy(name -> assertThat(figures).contains("\n" + name + "{"));
        assertThat(figures).contains("state=\"open\"");
    }

    @Test
    void it_archives_into_a_file_of_its_own_and_ends_within_its_grace() throws Exception {
        try (Amqp producer = new Amqp("amqp://localhost:" + brokerPort, null, null)) {
            producer.send(Events.TASK, Events.file("scaffolder-completed.json"));
        }

        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(folder.resolve("var/lib/stagedoor/archive"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .anyMatch(file -> file.endsWith(NAME + ".jsonl"));
            }
        });
        program.destroy();
        int grace =
                rendering.program().spec().path("terminationGracePeriodSeconds").asInt();
        assertThat(program.waitFor(grace, TimeUnit.SECONDS)).isTrue();
    }

    private static String path(JsonNode request) {
        return request.path("path").asText().replaceFirst("^/q/", "");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = rendering.settings();
        environment.replaceAll((name, value) -> here(value));
        each(rendering.program().container().path("env"))
                .forEach(variable -> environment.put(
                        variable.path("name").asText(),
                        variable.path("valueFrom").has("fieldRef") ? NAME : "given-by-a-secret"));
        // Another machine's names and ports.
        environment.put("STAGEDOOR_BROKER_URL", "amqp://localhost:" + brokerPort);
        environment.put("STAGEDOOR_MANAGEMENT_PORT", Integer.toString(port));
        return environment;
    }

    /** A path of the pod, below the test's folder. */
    private String here(String value) {
        return value.replaceFirst("^(file:)?/", "$1" + folder + "/");
    }

    private void mount() throws IOException {
        for (JsonNode mount :
                each(rendering.program().container().path("volumeMounts")).toList()) {
            Path path = folder.resolve(mount.path("mountPath").asText().substring(1));
            JsonNode volume = each(rendering.program().spec().path("volumes"))
                    .filter(candidate -> candidate.path("name").equals(mount.path("name")))
                    .findFirst()
                    .orElseThrow();
            if (volume.has("configMap")) {
                Map<String, String> files = new TreeMap<>();
                rendering
                        .one("ConfigMap", volume.path("configMap").path("name").asText())
                        .path("data")
                        .properties()
                        .forEach(
                                file -> files.put(file.getKey(), file.getValue().asText()));
                Mounted.at(path, files);
            } else if (volume.has("secret")) {
                Mounted.at(path, Map.of("token", TOKEN, "my-service", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
            } else {
                Files.createDirectories(path);
            }
        }
    }
}
