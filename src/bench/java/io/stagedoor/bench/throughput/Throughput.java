package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Charts;
import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.figures.ThroughputResult;
import io.stagedoor.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The throughput benchmark as a command, see {@code benchmarks/throughput}. */
public final class Throughput {

    @Option(
            names = "--only",
            split = ",",
            description = "end-to-end, routing, archive, latency, receiver, backlog, destinations, dead (default: all)")
    private List<String> only = List.of();

    @Option(names = "--contenders", split = ",", description = "some of those of each comparison (default: all)")
    private List<String> contenders = List.of();

    @Option(
            names = "--before",
            description =
                    "the quarkus-run.jar of another build: end-to-end and latency also measure it, as 'before' and"
                            + " 'before embedded', in the same run")
    private Path before;

    @Option(
            names = "--without-history",
            description = "end-to-end and latency also measure Stagedoor without its delivery history, as 'without"
                    + " history' and 'without history embedded', in the same run")
    private boolean withoutHistory;

    @Option(
            names = "--with-traces",
            description =
                    "end-to-end and latency also measure Stagedoor with a trace of each event, as 'with traces' and"
                            + " 'with traces embedded', in the same run")
    private boolean withTraces;

    @Option(names = "--rounds", description = "turns of each contender that count (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(
            names = "--warm-up",
            description =
                    "turns of each contender before those, until its code is compiled; at most four in routing and archive"
                            + " after end-to-end, and in dead (default: ${DEFAULT-VALUE})")
    private int warmUp = 10;

    @Option(names = "--events", description = "of a turn (default: ${DEFAULT-VALUE})")
    private int events = 20_000;

    @Option(names = "--backlog", description = "events of the largest backlog (default: ${DEFAULT-VALUE})")
    private int backlog = 100_000;

    @Option(names = "--minutes", description = "after which no other scenario begins (default: ${DEFAULT-VALUE})")
    private int minutes = 45;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/throughput");

    @Option(names = "--json", description = "also write the result there, and its curves beside it")
    private Path json;

    @Option(names = "--profile", description = "every process leaves a flight recording (JFR); costs some percent")
    private boolean profile;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private Throughput() {}

    public static void main(String... arguments) throws Exception {
        Throughput throughput = new Throughput();
        if (Command.parse("throughput", throughput, throughput::check, arguments)) {
            throughput.run();
            System.exit(0);
        }
    }

    private void check() {
        if (warmUp < 0 || rounds < 1 || events < 1_000 || backlog < 10_001) {
            throw new IllegalArgumentException("--warm-up is at least 0, --rounds 1, --events 1000, --backlog 10001");
        }
        if (before != null && !Files.isRegularFile(before)) {
            throw new IllegalArgumentException("--before: there is no file " + before);
        }
        Set<String> known = new Scenarios(null, null, List.of(), List.of(), 0, 0, 0, 0)
                .all()
                .keySet();
        if (!known.containsAll(only)) {
            throw new IllegalArgumentException("--only knows " + known);
        }
    }

    private void run() throws Exception {
        Path here = Command.newFolder(folder);
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        Figures figures = new Figures();
        ThroughputResult result = new ThroughputResult(figures, warmUp, rounds, events, backlog);
        System.out.println("everything the processes say is in " + here);
        try (ThroughputRig rig = new ThroughputRig(here, profile, before)) {
            Map<String, Scenarios.Scenario> all =
                    new Scenarios(rig, figures, contenders, variants(), warmUp, rounds, events, backlog).all();
            for (Map.Entry<String, Scenarios.Scenario> one : all.entrySet()) {
                if (!only.isEmpty() && !only.contains(one.getKey())) {
                    continue;
                }
                if (Instant.now().isAfter(end)) {
                    System.out.println(one.getKey() + ": not run, the time is over");
                    continue;
                }
                one.getValue().run();
                write(result); // What is measured is kept, whatever becomes of the rest.
            }
        }
        System.out.println(result.table());
        Files.writeString(here.resolve("result.txt"), result.table());
    }

    private List<String> variants() {
        List<String> variants = new ArrayList<>();
        if (before != null) {
            variants.addAll(List.of(Goal.BEFORE, Goal.BEFORE_EMBEDDED));
        }
        if (withoutHistory) {
            variants.addAll(List.of(Goal.WITHOUT_HISTORY, Goal.WITHOUT_HISTORY_EMBEDDED));
        }
        if (withTraces) {
            variants.addAll(List.of(Goal.WITH_TRACES, Goal.WITH_TRACES_EMBEDDED));
        }
        return variants;
    }

    private void write(ThroughputResult result) throws IOException {
        if (json != null) {
            Command.write(result.json(), json);
            Charts.draw(json);
        }
    }
}
