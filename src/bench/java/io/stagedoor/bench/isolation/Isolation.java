package io.stagedoor.bench.isolation;

import io.stagedoor.bench.process.Taken;
import io.stagedoor.testing.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Option;

/** The isolation benchmark as a command, see {@code benchmarks/isolation}. */
public final class Isolation {

    @Option(names = "--rounds", description = "measurements of each condition (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--rate", description = "events a second at the steady pace (default: ${DEFAULT-VALUE})")
    private int rate = 50;

    @Option(names = "--seconds", description = "of the steady pace (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--burst", description = "events of a burst (default: ${DEFAULT-VALUE})")
    private int burst = 1_000;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/isolation");

    @Option(names = "--json", description = "also write the result there")
    private Path json;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private Isolation() {}

    public static void main(String... arguments) throws Exception {
        Isolation isolation = new Isolation();
        if (Command.parse("isolation", isolation, isolation::check, arguments)) {
            isolation.run();
            System.exit(0);
        }
    }

    private void check() {
        if (rounds < 1 || rate < 1 || seconds < 1 || burst < 1) {
            throw new IllegalArgumentException("--rounds, --rate, --seconds and --burst are at least 1");
        }
    }

    private void run() throws Exception {
        Path here = Command.newFolder(folder);
        IsolationResult result = new IsolationResult(rounds, rate, burst, new ArrayList<>());
        try (BenchRig rig = new BenchRig(here)) {
            System.out.println("warming up; everything the processes say is in " + here);
            for (Condition condition : Condition.values()) {
                measure(rig, condition);
            }
            for (int round = 0; round < rounds; round++) {
                List<Condition> order = new ArrayList<>(List.of(Condition.values()));
                // Another one is the first each time: what drifts, drifts for all of them.
                Collections.rotate(order, round);
                for (Condition condition : order) {
                    Round measured = measure(rig, condition);
                    result.rounds().add(measured);
                    System.out.println(measured);
                }
            }
        }
        System.out.println(result.table());
        Files.writeString(here.resolve("result.txt"), result.table());
        Command.write(result.json(), json);
    }

    private Round measure(BenchRig rig, Condition condition) throws Exception {
        rig.badBecome("ill");
        rig.send(condition, rate * seconds, rate);
        Taken steady = rig.take(rate * seconds * BenchRoutes.GOOD, Duration.ofSeconds(60));
        long start = rig.send(condition, burst, 0);
        Taken peak = rig.take(burst * BenchRoutes.GOOD, Duration.ofSeconds(120));
        rig.badBecome("well");
        rig.settle(Duration.ofSeconds(90));
        return new Round(
                condition, steady.p50() / 1e3, steady.p99() / 1e3, peak.count() / ((peak.last() - start) / 1e6));
    }
}
