package io.stagedoor.loss.rig;

import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The broker as it is inside the program, in a process of its own. */
final class OneBroker implements Brokers {

    private static final List<String> JVM = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1");
    private static final Duration START = Duration.ofMinutes(3);

    private final int port = FreePort.next();
    private final Part part;

    OneBroker(Path run) {
        part = new Part(
                "broker",
                () -> JavaProcess.main(
                        BrokerProcess.class,
                        run.resolve("broker.log"),
                        JVM,
                        List.of(run.resolve("broker").toString(), Integer.toString(port))));
    }

    @Override
    public void start() throws InterruptedException {
        part.start().await("broker ready", START);
    }

    @Override
    public List<Part> parts() {
        return List.of(part);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Optional<Part> victim() {
        return Optional.of(part);
    }

    @Override
    public Map<String, String> programSettings() {
        return Map.of();
    }

    @Override
    public Optional<Login> login() {
        return Optional.empty();
    }
}
