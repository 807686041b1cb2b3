package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.throughput.arrival.Arrivals;
import io.stagedoor.bench.throughput.arrival.Lines;
import io.stagedoor.bench.throughput.arrival.Polled;
import io.stagedoor.bench.throughput.arrival.ReceiverProcess;
import io.stagedoor.bench.throughput.rival.ForwardLoop;
import io.stagedoor.bench.throughput.rival.LimitLoop;
import io.stagedoor.bench.throughput.rival.PlainCamel;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What is compared, around one broker; each contender starts when it is first asked for, and stays warm. */
final class ThroughputRig implements AutoCloseable {

    private interface Start {
        Contender go() throws Exception;
    }

    private final Processes processes;
    private final String broker;
    private final BenchBroker external;
    private final ReceiverProcess receivers;
    private final Programs programs;
    private final Map<String, Contender> contenders = new HashMap<>();

    /**
     * @param profiled see {@link Processes}
     * @param before the {@code quarkus-run.jar} of another build, or null
     */
    ThroughputRig(Path run, boolean profiled, Path before) throws Exception {
        processes = new Processes(run, profiled);
        int port = FreePort.next();
        broker = "amqp://localhost:" + port;
        external = BenchBroker.standalone(processes, "broker", port);
        receivers = new ReceiverProcess(processes);
        programs = new Programs(processes, receivers, broker, before);
    }

    /** From a channel to one webhook; of the comparison, all that there are. */
    Contender toWebhook(String name) throws Exception {
        return contender("webhook " + name, () -> switch (name) {
            case Goal.LIMIT ->
                alone(name, "bench/limit", "limit", LimitLoop.class, "limit ready", receivers.url("limit"));
            case Goal.PLAIN ->
                alone(
                        name,
                        "bench/plain",
                        "plain",
                        PlainCamel.class,
                        "camel ready",
                        processes.folder("plain").toString(),
                        receivers.url("plain"));
            case Goal.STAGEDOOR ->
                new Contender(name, programs.single(), external, Events.TASK, Programs.HOOK, receivers.at("stagedoor"));
            default -> programs.variant(name);
        });
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
                                    processes.folder("plain").toString(),
                                    "amqp:queue:" + to);
                        case Goal.STAGEDOOR -> programs.single();
                        default -> throw new IllegalArgumentException(name);
                    };
            String from = Map.of(Goal.BY_HAND, "bench/forward", Goal.PLAIN, "bench/plain-queue")
                    .getOrDefault(name, Events.TASK);
            return new Contender(name, process, external, from, Programs.HELD, arrivals);
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
        return name.equals(Goal.STAGEDOOR) ? Programs.HELD_QUEUE : "bench/to-" + name.replace(' ', '-');
    }

    /** From a channel to a file. */
    Contender toFile(String name) throws Exception {
        return contender("file " + name, () -> {
            Path files = processes.folder("files-" + name.replace(' ', '-'));
            Arrivals arrivals = new Polled(new Lines(files));
            return name.equals(Goal.STAGEDOOR)
                    ? new Contender(name, programs.single(), external, Events.TASK, Programs.FILED, arrivals)
                    : new Contender(
                            name,
                            start(
                                    PlainCamel.class,
                                    "plain-file",
                                    "camel ready",
                                    broker,
                                    "bench/plain-file",
                                    processes.folder("plain").toString(),
                                    "file:" + files + "?fileName=events.jsonl&fileExist=Append&appendChars=\\n"),
                            external,
                            "bench/plain-file",
                            Programs.FILED,
                            arrivals);
        });
    }

    /**
     * Stagedoor with a hundred webhooks, and ten that nobody answers: which of them an event goes to says its action.
     * In the place of the one with a single webhook, which ends.
     */
    Contender toMany(String action) throws Exception {
        return contender("many " + action, () -> {
            JavaProcess many = programs.many(
                    () -> contenders.values().removeIf(one -> one.name().equals(Goal.STAGEDOOR)));
            return new Contender(Goal.STAGEDOOR, many, external, Events.TASK, action, receivers.at("many"));
        });
    }

    private Contender alone(String name, String queue, String group, Class<?> main, String ready, String... more)
            throws Exception {
        String[] arguments = new String[more.length + 2];
        arguments[0] = broker;
        arguments[1] = queue;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new Contender(
                name, start(main, group, ready, arguments), external, queue, Programs.HOOK, receivers.at(group));
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

    /** How long each receiver waits before it answers, from now on; ms. */
    void receiversWait(long ms) throws IOException, InterruptedException {
        receivers.delay(ms);
    }

    @Override
    public void close() throws Exception {
        external.close();
        programs.close();
        processes.close();
    }
}
