package io.stagedoor.bench.http;

import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.figures.Spread;
import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.process.Processes;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.Command;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * What the way in over HTTP costs: the same events over AMQP and over HTTP, each until the broker has accepted the last
 * one, see {@code benchmarks/http}. The channel has no route, so nothing but the way in is measured.
 */
public final class HttpIn {

    private static final String TOKEN = "a-token-of-the-benchmark";
    private static final String AMQP = "amqp";
    private static final String SINGLE = "http, one event";
    private static final String LINES = "http, 100 lines";
    private static final String EMBEDDED = "embedded";
    private static final String STANDALONE = "standalone";
    private static final int BATCH = 100;

    /** The least share of what AMQP takes that is to be reached by one of the two. */
    private static final double GOAL = 0.5;

    @Option(names = "--events", description = "events in each turn (default: ${DEFAULT-VALUE})")
    private int events = 10_000;

    @Option(names = "--rounds", description = "rounds that count (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--warm-up", description = "rounds before them (default: ${DEFAULT-VALUE})")
    private int warmUp = 3;

    @Option(names = "--connections", description = "of single events (default: ${DEFAULT-VALUE}); lines have 8")
    private int connections = 64;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/http");

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private HttpIn() {}

    public static void main(String... arguments) throws Exception {
        HttpIn command = new HttpIn();
        if (Command.parse("http", command, command::check, arguments)) {
            command.run();
            System.exit(0);
        }
    }

    private void check() {
        if (events < BATCH || rounds < 1 || warmUp < 0 || connections < 1) {
            throw new IllegalArgumentException(
                    "--events is at least " + BATCH + ", --rounds and --connections at least 1");
        }
    }

    private void run() throws Exception {
        Figures figures = new Figures();
        measure(figures, EMBEDDED);
        measure(figures, STANDALONE);
        for (String scenario : List.of(EMBEDDED, STANDALONE)) {
            List<Double> amqp = figures.values(scenario, 0, AMQP, Goal.RATE);
            System.out.printf("%n%s broker: amqp %s events/s%n", scenario, Spread.of(amqp));
            for (String way : List.of(SINGLE, LINES)) {
                List<Double> ours = figures.values(scenario, 0, way, Goal.RATE);
                Spread ratio = Spread.of(Figures.ratios(ours, amqp));
                System.out.printf(
                        Locale.ROOT,
                        "  %-16s %s events/s, %s of amqp: %s%n",
                        way,
                        Spread.of(ours),
                        ratio,
                        ratio.median() >= GOAL ? "reached" : "missed");
            }
        }
    }

    private void measure(Figures figures, String scenario) throws Exception {
        Path own = Command.newFolder(folder.resolve(scenario));
        String brokerPort = Integer.toString(FreePort.next());
        int httpPort = FreePort.next();
        try (Processes processes = new Processes(own)) {
            JavaProcess broker = scenario.equals(EMBEDDED)
                    ? null
                    : BrokerProcess.forBenchmark(own.resolve("broker"), brokerPort, own.resolve("broker.log"));
            JavaProcess program =
                    processes.stagedoor(JavaProcess.built(), "program", settings(own, scenario, brokerPort, httpPort));
            try (BenchBroker benchBroker = new BenchBroker(
                    processes, broker == null ? program : broker, "program", Integer.parseInt(brokerPort))) {
                HttpLoad http = new HttpLoad(httpPort, TOKEN);
                for (int round = 1 - warmUp; round <= rounds; round++) {
                    turn(
                            figures,
                            scenario,
                            AMQP,
                            round,
                            benchBroker,
                            () -> benchBroker.send("completed", events, 0, Events.TASK));
                    turn(
                            figures,
                            scenario,
                            SINGLE,
                            round,
                            benchBroker,
                            () -> http.send(Events.TASK, events, 1, connections));
                    turn(figures, scenario, LINES, round, benchBroker, () -> http.send(Events.TASK, events, BATCH, 8));
                }
            } finally {
                if (broker != null) {
                    broker.close();
                }
            }
        }
    }

    private interface Turn {
        void run() throws Exception;
    }

    private void turn(Figures figures, String scenario, String way, int round, BenchBroker broker, Turn turn)
            throws Exception {
        long start = System.nanoTime();
        turn.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (round > 0) {
            figures.add(scenario, 0, way, Goal.RATE, round, events / seconds);
        }
        broker.empty(Events.TASK);
    }

    private static Map<String, String> settings(Path own, String scenario, String brokerPort, int httpPort)
            throws Exception {
        // Without the channel's route its events stay in the queue.
        Path routes = Files.createDirectories(own.resolve("routes"));
        Files.copy(Path.of("routes/techdocs-build.yaml"), routes.resolve("techdocs-build.yaml"));
        Path destinations = Files.createDirectories(routes.resolve("destinations"));
        for (String name : List.of("archive.yaml", "my-service.yaml")) {
            Files.copy(Path.of("routes/destinations", name), destinations.resolve(name));
        }
        return Map.of(
                "stagedoor.routes",
                routes.toString(),
                scenario.equals(EMBEDDED) ? "stagedoor.broker.embedded.port" : "stagedoor.broker.url",
                scenario.equals(EMBEDDED) ? brokerPort : "amqp://localhost:" + brokerPort,
                "stagedoor.http.port",
                Integer.toString(httpPort),
                "stagedoor.http.producers.bench.token",
                "file:" + Files.writeString(own.resolve("token"), TOKEN),
                "stagedoor.http.producers.bench.channels",
                Events.TASK);
    }
}
