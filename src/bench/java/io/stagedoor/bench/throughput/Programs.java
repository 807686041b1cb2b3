package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.throughput.arrival.ReceiverProcess;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stagedoor itself, as often as it is compared: with other routes, brokers, settings, and of another build. */
final class Programs implements AutoCloseable {

    /** What stands for a webhook, a paused webhook, and an archive in the routes. */
    static final String HOOK = "created";

    static final String HELD = "completed";
    static final String FILED = "failed";

    static final String HELD_QUEUE = "deliver/held";

    private static final Map<String, String> NO_HISTORY = Map.of("stagedoor.history.size", "0");

    private final Processes processes;
    private final ReceiverProcess receivers;
    private final String broker;
    private final Path before;
    private final Map<String, JavaProcess> programs = new HashMap<>();
    private final Map<String, BenchBroker> brokers = new HashMap<>();

    /**
     * @param broker of those that share one
     * @param before the {@code quarkus-run.jar} of another build, or null
     */
    Programs(Processes processes, ReceiverProcess receivers, String broker, Path before) {
        this.processes = processes;
        this.receivers = receivers;
        this.broker = broker;
        this.before = before;
    }

    /** At the shared broker, with one destination of each kind. */
    JavaProcess single() throws Exception {
        if (!programs.containsKey("program")) {
            programs.put("program", processes.stagedoor("program", settings(routes("program", "stagedoor"), broker)));
        }
        return programs.get("program");
    }

    /**
     * At the shared broker, with a hundred webhooks, and ten that nobody answers. In the place of the single one.
     *
     * @param ended what to do when that one has ended
     */
    JavaProcess many(Runnable ended) throws Exception {
        if (!programs.containsKey("many")) {
            if (programs.containsKey("program")) {
                processes.end(programs.remove("program"));
                ended.run();
            }
            programs.put("many", processes.stagedoor("many", settings(manyRoutes(), broker)));
        }
        return programs.get("many");
    }

    private ThroughputRoutes manyRoutes() throws IOException {
        List<String> hundred = ThroughputRoutes.numbered("hook-", 100);
        List<String> dead = ThroughputRoutes.numbered("dead-", 10);
        ThroughputRoutes routes = new ThroughputRoutes(processes.folder("many-routes"));
        for (String name : hundred) {
            routes.webhook(name, receivers.url("many/" + name));
        }
        int nobody = FreePort.next();
        for (String name : dead) {
            routes.webhook(name, "http://localhost:" + nobody + "/" + name);
        }
        List<String> queues = hundred.stream().map(name -> "deliver/" + name).toList();
        List<String> ninetyAndDead = new ArrayList<>(queues.subList(0, 90));
        dead.forEach(name -> ninetyAndDead.add("deliver/" + name));
        return routes.branch("created", queues.subList(0, 1))
                .branch("processing", queues.subList(0, 10))
                .branch("completed", queues)
                .branch("failed", queues.subList(0, 90))
                .branch("cancelled", ninetyAndDead);
    }

    /** From a channel to one webhook, with a broker of its own: two programs at one broker would share the events. */
    Contender variant(String name) throws Exception {
        return switch (name) {
            case Goal.EMBEDDED -> embedded(name, "embedded", JavaProcess.built(), Map.of());
            case Goal.BEFORE -> beside(name, "before", before, Map.of());
            case Goal.BEFORE_EMBEDDED -> embedded(name, "before-embedded", before, Map.of());
            case Goal.WITHOUT_HISTORY -> beside(name, "without", JavaProcess.built(), NO_HISTORY);
            case Goal.WITHOUT_HISTORY_EMBEDDED -> embedded(name, "without-embedded", JavaProcess.built(), NO_HISTORY);
            case Goal.WITH_TRACES -> beside(name, "traced", JavaProcess.built(), traces());
            case Goal.WITH_TRACES_EMBEDDED -> embedded(name, "traced-embedded", JavaProcess.built(), traces());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Map<String, String> traces() {
        return Map.of("otel.exporter.otlp.endpoint", receivers.collector());
    }

    private Contender embedded(String name, String group, Path jar, Map<String, String> more) throws Exception {
        int port = FreePort.next();
        Map<String, String> settings = new HashMap<>(routes(group, group).write());
        settings.put("stagedoor.broker.embedded.port", Integer.toString(port));
        settings.putAll(more);
        JavaProcess process = processes.stagedoor(jar, group, settings);
        brokers.put(group, new BenchBroker(processes, process, group, port));
        return new Contender(name, process, brokers.get(group), Events.TASK, HOOK, receivers.at(group));
    }

    private Contender beside(String name, String group, Path jar, Map<String, String> more) throws Exception {
        int port = FreePort.next();
        brokers.put(group, BenchBroker.standalone(processes, "broker-" + group, port));
        Map<String, String> settings = settings(routes(group, group), "amqp://localhost:" + port);
        settings.putAll(more);
        JavaProcess process = processes.stagedoor(jar, group, settings);
        return new Contender(name, process, brokers.get(group), Events.TASK, HOOK, receivers.at(group));
    }

    private ThroughputRoutes routes(String name, String group) throws IOException {
        return new ThroughputRoutes(processes.folder(name + "-routes"))
                .webhook("hook", receivers.url(group))
                .webhook("held", receivers.url("held"))
                .archive("filed", processes.folder("files-" + group))
                .branch(HOOK, List.of("deliver/hook"))
                .branch(HELD, List.of(HELD_QUEUE))
                .branch(FILED, List.of("deliver/filed"));
    }

    private static Map<String, String> settings(ThroughputRoutes routes, String broker) throws IOException {
        Map<String, String> settings = new HashMap<>(routes.write());
        settings.put("stagedoor.broker.url", broker);
        return settings;
    }

    @Override
    public void close() {
        brokers.values().forEach(BenchBroker::close);
    }
}
