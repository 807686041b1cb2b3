package io.stagedoor.scale;

import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.StandaloneBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program with routes of its own: {@code src/bench/routes/<routes>}. */
final class ScaleProgram {

    private static final Duration START = Duration.ofMinutes(3);

    private ScaleProgram() {}

    /**
     * Returns when it runs.
     *
     * @param folder its own, with its archive in data/archive
     * @param routes {@code waiting} or {@code replicas}
     */
    static JavaProcess start(
            Path folder, String routes, StandaloneBroker broker, Map<String, String> more, String... jvm)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("stagedoor.broker.url", broker.url());
        settings.put("stagedoor.broker.user", StandaloneBroker.USER);
        settings.put("stagedoor.broker.password", broker.password());
        settings.put(
                "stagedoor.routes",
                Path.of("src/bench/routes", routes).toAbsolutePath().toString());
        // A line for each delivery would be most of what the disk has to do.
        settings.put("quarkus.log.category.\"io.stagedoor.delivery\".level", "WARN");
        JavaProcess program = JavaProcess.stagedoor(folder, Path.of(folder + ".log"), List.of(jvm), settings);
        program.await("Stagedoor runs", START);
        return program;
    }
}
