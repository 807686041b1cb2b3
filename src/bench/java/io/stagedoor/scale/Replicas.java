package io.stagedoor.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Command;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.QuietQueues;
import io.stagedoor.testing.StandaloneBroker;
import io.stagedoor.testing.receiver.HttpSocketServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Several processes of the program on one broker, as a command: see {@code benchmarks/replicas}. */
public final class Replicas {

    private static final String HELD = "held/copy";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * @param perSecond events a second, from the first one sent until each is at the webhook
     * @param least of the lines in an archive, of all replicas
     */
    private record Measured(
            int replicas, int perSecond, Arrived held, Arrived webhook, Arrived archives, int least, int most) {

        boolean holds() {
            return held.lost()
                            + held.doubled()
                            + webhook.lost()
                            + webhook.doubled()
                            + archives.lost()
                            + archives.doubled()
                    == 0;
        }

        @Override
        public String toString() {
            return String.format(
                    "%d replicas: %d events/s; lost %d, %d, %d; doubled %d, %d, %d (queue, webhook, archives);"
                            + " a replica archived %d to %d",
                    replicas,
                    perSecond,
                    held.lost(),
                    webhook.lost(),
                    archives.lost(),
                    held.doubled(),
                    webhook.doubled(),
                    archives.doubled(),
                    least,
                    most);
        }
    }

    @Option(names = "--replicas", split = ",", description = "how many, one after the other (default: 1,2,4)")
    private List<Integer> replicas = List.of(1, 2, 4);

    @Option(names = "--events", description = "of each measurement (default: ${DEFAULT-VALUE})")
    private int events = 20_000;

    @Option(names = "--warm-up", description = "events before it (default: ${DEFAULT-VALUE})")
    private int warmUp = 5_000;

    @Option(names = "--rounds", description = "of all of them (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/replicas");

    @Option(names = "--json", description = "also write the result there")
    private Path json;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private volatile Arrived webhook;

    private Replicas() {}

    public static void main(String... arguments) throws Exception {
        Replicas replicas = new Replicas();
        if (Command.parse("replicas", replicas, replicas::check, arguments)) {
            System.exit(replicas.run() ? 0 : 1);
        }
    }

    private void check() {
        if (events < 1 || warmUp < 0 || rounds < 1 || replicas.stream().anyMatch(each -> each < 1)) {
            throw new IllegalArgumentException("--events, --rounds and --replicas are at least 1, --warm-up 0");
        }
    }

    private boolean run() throws Exception {
        Path run = Command.newFolder(folder);
        List<Measured> all = new ArrayList<>();
        try (HttpSocketServer receiver = new HttpSocketServer(0, (request, exchange) -> {
            webhook.add(request.headers().get("webhook-id"));
            return exchange.answer(204, "");
        })) {
            for (int round = 1; round <= rounds; round++) {
                for (int count : replicas) {
                    Measured measured = measure(run.resolve(round + "-" + count), count, receiver.port());
                    System.out.println(measured);
                    all.add(measured);
                }
            }
        }
        report(all);
        return all.stream().allMatch(Measured::holds);
    }

    private Measured measure(Path run, int count, int receiver) throws Exception {
        try (StandaloneBroker broker =
                StandaloneBroker.create(run.resolve("broker")).mayHold()) {
            broker.start("1g", Map.of()).await(StandaloneBroker.ACTIVE);
            List<Path> folders = new ArrayList<>();
            List<JavaProcess> programs = new ArrayList<>();
            try {
                for (int number = 1; number <= count; number++) {
                    Path its = Files.createDirectories(run.resolve("program-" + number));
                    folders.add(its);
                    programs.add(ScaleProgram.start(
                            its,
                            "replicas",
                            broker,
                            Map.of("stagedoor.destination.hook.url", "http://localhost:" + receiver + "/"),
                            "-Xmx512m"));
                }
                Numbered warming = new Numbered(System.nanoTime(), warmUp);
                pass(broker, warming);
                Numbered measured = new Numbered(System.nanoTime(), events);
                long start = System.nanoTime();
                pass(broker, measured);
                int perSecond = (int) (events * 1e9 / (webhook.last() - start));
                Arrived held = held(broker, measured);
                for (JavaProcess program : programs) {
                    program.close();
                }
                List<Integer> shares = new ArrayList<>();
                for (Path its : folders) {
                    shares.add(Archived.count(measured, List.of(its)).different());
                }
                return new Measured(
                        count,
                        perSecond,
                        held,
                        webhook,
                        Archived.count(measured, folders),
                        Collections.min(shares),
                        Collections.max(shares));
            } finally {
                for (JavaProcess program : programs) {
                    program.kill();
                }
            }
        }
    }

    /** Returns when no queue has anything left. */
    private void pass(StandaloneBroker broker, Numbered some) throws Exception {
        webhook = new Arrived(some);
        new Burst(admin(broker), some).send();
        Instant end = Instant.now().plus(PATIENCE);
        while (webhook.lost() > 0 && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        Map<String, Long> waiting = new QuietQueues(admin(broker)).await(PATIENCE);
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("still waiting: " + waiting);
        }
    }

    private static Arrived held(StandaloneBroker broker, Numbered measured) throws Exception {
        Arrived held = new Arrived(measured);
        QuietQueues queues = new QuietQueues(admin(broker));
        try (Amqp amqp = new Amqp(admin(broker))) {
            while (queues.messages(HELD) > 0) {
                amqp.takeAll(HELD).forEach(message -> held.add(message.text("event_id")));
            }
        }
        return held;
    }

    private static BrokerSettings admin(StandaloneBroker broker) {
        return new BrokerSettings(
                AmqpUrl.parse("url", broker.url()),
                Optional.of(StandaloneBroker.ADMIN),
                Optional.of(broker.password()),
                Optional.empty());
    }

    private void report(List<Measured> all) throws Exception {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("events", events);
        ArrayNode list = root.putArray("measurements");
        for (Measured one : all) {
            list.addObject()
                    .put("replicas", one.replicas)
                    .put("eventsPerSecond", one.perSecond)
                    .put("lost", one.held.lost() + one.webhook.lost() + one.archives.lost())
                    .put("doubledInQueue", one.held.doubled())
                    .put("doubledAtWebhook", one.webhook.doubled())
                    .put("doubledInArchives", one.archives.doubled())
                    .put("leastArchivedByAReplica", one.least)
                    .put("mostArchivedByAReplica", one.most);
        }
        System.out.println(root.toPrettyString());
        Command.write(root, json);
    }
}
