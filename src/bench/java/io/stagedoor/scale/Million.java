package io.stagedoor.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.Command;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.StandaloneBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A million events that wait in a broker with little memory, as a command: see {@code benchmarks/million}. */
public final class Million {

    private static final List<String> QUEUES = List.of(Events.TASK, "deliver/archive");
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(15);
    private static final long LOOK_MS = 2_000;

    /** @param memory the most that was seen */
    private record Phase(String name, long seconds, Memory broker, Memory program, long onDisk) {}

    @FunctionalInterface
    private interface Until {
        boolean reached(QueueManagement management) throws IOException;
    }

    @Option(names = "--events", description = "that wait (default: ${DEFAULT-VALUE})")
    private int events = 1_000_000;

    @Option(names = "--broker-heap", description = "as in -Xmx (default: ${DEFAULT-VALUE})")
    private String brokerHeap = "512m";

    @Option(names = "--program-heap", description = "as in -Xmx (default: ${DEFAULT-VALUE})")
    private String programHeap = "256m";

    @Option(
            names = "--minutes",
            description = "for which the program drains; a plain consumer takes the rest (default: ${DEFAULT-VALUE})")
    private long minutes = 5;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/million");

    @Option(names = "--json", description = "also write the result there")
    private Path json;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private final List<Phase> phases = new ArrayList<>();
    private StandaloneBroker broker;
    private JavaProcess program;

    private Million() {}

    public static void main(String... arguments) throws Exception {
        Million million = new Million();
        if (Command.parse("million", million, million::check, arguments)) {
            System.exit(million.run() ? 0 : 1);
        }
    }

    private void check() {
        if (events < 1 || minutes < 1) {
            throw new IllegalArgumentException("--events and --minutes are at least 1");
        }
    }

    private boolean run() throws Exception {
        Path run = Command.newFolder(folder);
        Numbered all = new Numbered(System.nanoTime(), events);
        broker = StandaloneBroker.create(run.resolve("broker"));
        broker.start(brokerHeap, Map.of()).await(StandaloneBroker.ACTIVE);
        try (StandaloneBroker stopped = broker;
                QueueManagement management = management()) {
            Path work = Files.createDirectories(run.resolve("program"));
            program = ScaleProgram.start(work, "waiting", broker, Map.of(), "-Xmx" + programHeap);
            try (JavaProcess ended = program) {
                management.pause(Events.TASK);
                phase("filling", management, fill(all));
                Instant waited = Instant.now().plus(WAIT);
                phase("waiting", management, queues -> Instant.now().isAfter(waited));
                management.resume(Events.TASK);
                Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
                phase("draining", management, queues -> Instant.now().isAfter(end) || empty(queues));
            }
            Arrived arrived = Archived.count(all, List.of(work));
            int archived = arrived.different();
            for (String queue : QUEUES) {
                new Rest(settings()).take(queue, arrived);
            }
            return report(arrived, archived);
        }
    }

    /** Until the broker has accepted all of them: the program gets none of them yet. */
    private Until fill(Numbered all) {
        Thread producer = new Thread(() -> {
            try {
                new Burst(settings(), all).send();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        producer.start();
        return queues -> !producer.isAlive();
    }

    private static boolean empty(QueueManagement queues) throws IOException {
        for (String queue : QUEUES) {
            if (queues.ask(queue).orElseThrow().messages() > 0) {
                return false;
            }
        }
        return true;
    }

    private void phase(String name, QueueManagement queues, Until until) throws Exception {
        Instant start = Instant.now();
        Memory ofBroker = Memory.NONE;
        Memory ofProgram = Memory.NONE;
        long onDisk = 0;
        boolean reached = false;
        while (!reached) {
            Thread.sleep(LOOK_MS);
            reached = until.reached(queues);
            ofBroker = ofBroker.most(Memory.of(broker.process()));
            ofProgram = ofProgram.most(Memory.of(program));
            onDisk = Math.max(onDisk, paged());
        }
        phases.add(new Phase(name, Duration.between(start, Instant.now()).toSeconds(), ofBroker, ofProgram, onDisk));
        System.out.println(phases.get(phases.size() - 1));
    }

    /** MiB of the broker's pages. */
    private long paged() {
        try (Stream<Path> files = Files.walk(broker.data().resolve("paging"))) {
            return files.mapToLong(file -> file.toFile().length()).sum() >> 20;
        } catch (IOException | UncheckedIOException aFileWentMeanwhile) {
            return 0;
        }
    }

    private boolean report(Arrived arrived, int archived) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("events", events);
        root.put("brokerHeap", brokerHeap);
        root.put("programHeap", programHeap);
        ArrayNode list = root.putArray("phases");
        for (Phase phase : phases) {
            list.addObject()
                    .put("phase", phase.name)
                    .put("seconds", phase.seconds)
                    .put("brokerResidentMiB", phase.broker.resident())
                    .put("brokerHeapUsedMiB", phase.broker.heap())
                    .put("programResidentMiB", phase.program.resident())
                    .put("programHeapUsedMiB", phase.program.heap())
                    .put("pagesMiB", phase.onDisk);
        }
        boolean outOfMemory = broker.process().output().contains("OutOfMemory")
                || program.output().contains("OutOfMemory");
        root.put("archived", archived);
        root.put("stillWaiting", arrived.different() - archived);
        root.put("lost", arrived.lost());
        root.put("doubled", arrived.doubled());
        root.put("outOfMemory", outOfMemory);
        System.out.println(root.toPrettyString());
        Command.write(root, json);
        return arrived.lost() == 0 && arrived.doubled() == 0 && !outOfMemory;
    }

    private QueueManagement management() throws IOException {
        return new QueueManagement(new AmqpConnector(settings(), ANSWER).open(), ANSWER);
    }

    private BrokerSettings settings() {
        return new BrokerSettings(
                AmqpUrl.parse("url", broker.url()),
                Optional.of(StandaloneBroker.ADMIN),
                Optional.of(broker.password()),
                Optional.empty());
    }
}
