package io.stagedoor.loss.rig;

import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.StandaloneBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Two standalone brokers that replicate, as {@code artemis-config/replication.properties} has it, with users and rights;
 * their lock is a file.
 */
final class Pair implements Brokers {

    private static final String HEAP = "512m";
    private static final List<String> NAMES = List.of("broker-a", "broker-b");

    private final List<StandaloneBroker> brokers;
    private final List<Part> parts = new ArrayList<>();

    Pair(Path run) {
        Path locks = run.resolve("locks").toAbsolutePath();
        try {
            Files.createDirectories(locks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String password = UUID.randomUUID().toString();
        String secrets = "clusterUser=pair\nclusterPassword=" + UUID.randomUUID() + "\n";
        // Side by side: each is a program that takes its time.
        brokers = NAMES.parallelStream()
                .map(name -> StandaloneBroker.create(run.resolve(name), password)
                        .with("replication.properties")
                        .with("lock-files.properties")
                        .with("secrets.properties", secrets)
                        .mayHold())
                .toList();
        int[] ports = {FreePort.next(), FreePort.next()};
        for (int i = 0; i < 2; i++) {
            StandaloneBroker broker = brokers.get(i);
            Map<String, String> settings = Map.of(
                    "stagedoor.broker.pair.bind", "localhost",
                    "stagedoor.broker.pair.port", Integer.toString(ports[i]),
                    "stagedoor.broker.pair.peer-port", Integer.toString(ports[1 - i]),
                    "stagedoor.broker.pair.locks", locks.toString());
            parts.add(new Part(NAMES.get(i), () -> broker.start(HEAP, settings).process()));
        }
    }

    @Override
    public void start() {
        parts.get(0).start();
        brokers.get(0).await(StandaloneBroker.ACTIVE);
        parts.get(1).start();
        brokers.get(1).await(StandaloneBroker.SYNCHRONIZED);
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public List<Integer> ports() {
        return brokers.stream().map(StandaloneBroker::port).toList();
    }

    /** The active one, while the other one is passive and has all that it has. */
    @Override
    public Optional<Part> victim() {
        for (int i = 0; i < 2; i++) {
            if (runsAnd(i, StandaloneBroker.ACTIVE)
                    && runsAnd(1 - i, StandaloneBroker.SYNCHRONIZED)
                    && !runsAnd(1 - i, StandaloneBroker.ACTIVE)) {
                return Optional.of(parts.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean runsAnd(int broker, String said) {
        return parts.get(broker).runs()
                && brokers.get(broker).process().output().contains(said);
    }

    @Override
    public Map<String, String> programSettings() {
        return Map.of(
                "stagedoor.broker.user",
                StandaloneBroker.USER,
                "stagedoor.broker.password",
                brokers.get(0).password());
    }

    @Override
    public Optional<Login> login() {
        return Optional.of(new Login(StandaloneBroker.ADMIN, brokers.get(0).password()));
    }
}
