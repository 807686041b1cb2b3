package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.process.Receivers;
import io.stagedoor.bench.throughput.arrival.Arrivals;
import io.stagedoor.bench.throughput.arrival.AtReceiver;
import io.stagedoor.bench.throughput.arrival.Lines;
import io.stagedoor.bench.throughput.arrival.Polled;
import io.stagedoor.bench.throughput.rival.ForwardLoop;
import io.stagedoor.bench.throughput.rival.LimitLoop;
import io.stagedoor.bench.throughput.rival.PlainCamel;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes of the throughput benchmark; each contender starts when it is first asked for, and stays warm. */
final class ThroughputRig implements AutoCloseable {

    /** What stands for a webhook, a paused webhook, and an archive in the routes. */
    private static final String HOOK = "created";

    private static final String HELD = "completed";
    private static final String FILED = "failed";

    private static final String HELD_QUEUE = "deliver/held";

    private interface Start {
        Contender go() throws Exception;
    }

    private static final Map<String, String> NO_HISTORY = Map.of("stagedoor.history.size", "0");

    private final Processes processes;
    private final Path before;
    private final int receivers = FreePort.next();
    private final String broker;
    private final BenchBroker external;
    private final Map<String, Contender> contenders = new HashMap<>();
    private final Map<String, JavaProcess> programs = new HashMap<>();
    private final Map<String, BenchBroker> brokers = new HashMap<>();

    /**
     * @param profiled see {@link Processes}
     * @param before the {@code quarkus-run.jar} of another build, or null
     */
    ThroughputRig(Path run, boolean profiled, Path before) throws Exception {
        this.before = before;
        processes = new Processes(run, profiled);
        int port = FreePort.next();
        broker = "amqp://localhost:" + port;
        external = external("broker", port);
        processes.start(Receivers.class, "receivers", "receiver ready", Integer.toString(receivers));
    }

    private BenchBroker external(String name, int port) throws Exception {
        JavaProcess process = processes.start(
                BrokerProcess.class, name, "broker ready", folder(name).toString(), Integer.toString(port));
        return new BenchBroker(processes, process, name, port);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(processes.folder().resolve(name));
    }

    /** From a channel to one webhook; of the comparison, all that there are. */
    Contender toWebhook(String name) throws Exception {
        return contender("webhook " + name, () -> switch (name) {
            case Goal.LIMIT -> alone(name, "bench/limit", "limit", LimitLoop.class, "limit ready", url("limit"));
            case Goal.PLAIN ->
                alone(
                        name,
                        "bench/plain",
                        "plain",
                        PlainCamel.class,
                        "camel ready",
                        folder("plain").toString(),
                        url("plain"));
            case Goal.STAGEDOOR -> new Contender(name, program(), external, Events.TASK, HOOK, atReceiver("stagedoor"));
            case Goal.EMBEDDED -> embedded(name, "embedded", JavaProcess.built(), Map.of());
            case Goal.BEFORE -> beside(name, "before", before, Map.of());
            case Goal.BEFORE_EMBEDDED -> embedded(name, "before-embedded", before, Map.of());
            case Goal.WITHOUT_HISTORY -> beside(name, "without", JavaProcess.built(), NO_HISTORY);
            case Goal.WITHOUT_HISTORY_EMBEDDED -> embedded(name, "without-embedded", JavaProcess.built(), NO_HISTORY);
            case Goal.WITH_TRACES -> beside(name, "traced", JavaProcess.built(), traces());
            case Goal.WITH_TRACES_EMBEDDED -> embedded(name, "traced-embedded", JavaProcess.built(), traces());
            default -> throw new IllegalArgumentException(name);
        });
    }

    private Map<String, String> traces() {
        return Map.of("otel.exporter.otlp.endpoint", "http://localhost:" + receivers + Receivers.COLLECTOR);
    }

    /** From queue to queue; Stagedoor's is that of a destination. */
    Contender toQueue(String name) throws Exception {
        String to = target(name);
        return contender("queue " + name, () -> {
            external.make(to);
            external.management().pause(to); // Plain Camel's and that of the loop nobody works anyway.
            Arrivals arrivals = new Polled(() -> external.events(to));
            JavaProcess process =
                    switch (name) {
                        case Goal.BY_HAND ->
                            start(ForwardLoop.class, "forward", "forward ready", broker, "bench/forward", to);
                        case Goal.PLAIN ->
                            start(
                                    PlainCamel.class,
                                    "plain-queue",
                                    "camel ready",
                                    broker,
                                    "bench/plain-queue",
                                    folder("plain").toString(),
                                    "amqp:queue:" + to);
                        case Goal.STAGEDOOR -> program();
                        default -> throw new IllegalArgumentException(name);
                    };
            String from = Map.of(Goal.BY_HAND, "bench/forward", Goal.PLAIN, "bench/plain-queue")
                    .getOrDefault(name, Events.TASK);
            return new Contender(name, process, external, from, HELD, arrivals);
        });
    }

    void emptyTarget(Contender contender) throws Exception {
        String target = target(contender.name());
        external.management().resume(target);
        if (contender.name().equals(Goal.STAGEDOOR)) {
            external.awaitEmpty(target); // It posts them all.
        } else {
            external.empty(target);
        }
        external.management().pause(target);
    }

    private static String target(String name) {
        return name.equals(Goal.STAGEDOOR) ? HELD_QUEUE : "bench/to-" + name.replace(' ', '-');
    }

    /** From a channel to a file. */
    Contender toFile(String name) throws Exception {
        return contender("file " + name, () -> {
            Path files = folder("files-" + name.replace(' ', '-'));
            Arrivals arrivals = new Polled(new Lines(files));
            return name.equals(Goal.STAGEDOOR)
                    ? new Contender(name, program(), external, Events.TASK, FILED, arrivals)
                    : new Contender(
                            name,
                            start(
                                    PlainCamel.class,
                                    "plain-file",
                                    "camel ready",
                                    broker,
                                    "bench/plain-file",
                                    folder("plain").toString(),
                                    "file:" + files + "?fileName=events.jsonl&fileExist=Append&appendChars=\\n"),
                            external,
                            "bench/plain-file",
                            FILED,
                            arrivals);
        });
    }

    /**
     * Stagedoor with a hundred webhooks, and ten that nobody answers: which of them an event goes to says its action.
     * In the place of the one with a single webhook, which ends.
     */
    Contender toMany(String action) throws Exception {
        return contender("many " + action, () -> {
            if (!programs.containsKey("many")) {
                if (programs.containsKey("program")) {
                    processes.end(programs.remove("program"));
                    contenders.values().removeIf(one -> one.name().equals(Goal.STAGEDOOR));
                }
                programs.put("many", processes.stagedoor("many", settings(many(), broker)));
            }
            return new Contender(
                    Goal.STAGEDOOR, programs.get("many"), external, Events.TASK, action, atReceiver("many"));
        });
    }

    private ThroughputRoutes many() throws IOException {
        List<String> hundred = ThroughputRoutes.numbered("hook-", 100);
        List<String> dead = ThroughputRoutes.numbered("dead-", 10);
        ThroughputRoutes routes = new ThroughputRoutes(folder("many-routes"));
        for (String name : hundred) {
            routes.webhook(name, url("many/" + name));
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

    private JavaProcess program() throws Exception {
        if (!programs.containsKey("program")) {
            programs.put("program", processes.stagedoor("program", settings(routes("program", "stagedoor"), broker)));
        }
        return programs.get("program");
    }

    private Contender embedded(String name, String group, Path jar, Map<String, String> more) throws Exception {
        int port = FreePort.next();
        Map<String, String> settings = new HashMap<>(routes(group, group).write());
        settings.put("stagedoor.broker.embedded.port", Integer.toString(port));
        settings.putAll(more);
        JavaProcess process = processes.stagedoor(jar, group, settings);
        brokers.put(group, new BenchBroker(processes, process, group, port));
        return new Contender(name, process, brokers.get(group), Events.TASK, HOOK, atReceiver(group));
    }

    /** With a broker of its own: two programs at one broker would share the events. */
    private Contender beside(String name, String group, Path jar, Map<String, String> more) throws Exception {
        int port = FreePort.next();
        brokers.put(group, external("broker-" + group, port));
        Map<String, String> settings = settings(routes(group, group), "amqp://localhost:" + port);
        settings.putAll(more);
        JavaProcess process = processes.stagedoor(jar, group, settings);
        return new Contender(name, process, brokers.get(group), Events.TASK, HOOK, atReceiver(group));
    }

    private ThroughputRoutes routes(String name, String group) throws IOException {
        return new ThroughputRoutes(folder(name + "-routes"))
                .webhook("hook", url(group))
                .webhook("held", url("held"))
                .archive("filed", folder("files-" + group))
                .branch(HOOK, List.of("deliver/hook"))
                .branch(HELD, List.of(HELD_QUEUE))
                .branch(FILED, List.of("deliver/filed"));
    }

    private static Map<String, String> settings(ThroughputRoutes routes, String broker) throws IOException {
        Map<String, String> settings = new HashMap<>(routes.write());
        settings.put("stagedoor.broker.url", broker);
        return settings;
    }

    private Contender alone(String name, String queue, String group, Class<?> main, String ready, String... more)
            throws Exception {
        String[] arguments = new String[more.length + 2];
        arguments[0] = broker;
        arguments[1] = queue;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new Contender(name, start(main, group, ready, arguments), external, queue, HOOK, atReceiver(group));
    }

    private JavaProcess start(Class<?> main, String log, String ready, String... arguments) throws Exception {
        return processes.start(main, log, ready, arguments);
    }

    private Contender contender(String key, Start start) throws Exception {
        Contender known = contenders.get(key);
        if (known == null) {
            known = start.go();
            known.broker().make(known.queue());
            contenders.put(key, known);
        }
        return known;
    }

    private String url(String path) {
        return "http://localhost:" + receivers + "/" + path + "/hook";
    }

    private Arrivals atReceiver(String group) {
        return new AtReceiver(processes, receivers, group);
    }

    /** How long each receiver waits before it answers, from now on; ms. */
    void receiversWait(long ms) throws IOException, InterruptedException {
        processes.ask(receivers, "delay/" + ms);
    }

    @Override
    public void close() throws Exception {
        external.close();
        brokers.values().forEach(BenchBroker::close);
        processes.close();
    }
}
