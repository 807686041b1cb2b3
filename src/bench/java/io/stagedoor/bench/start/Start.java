package io.stagedoor.bench.start;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.Command;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast the program starts, and how much memory it has then and after some work, see {@code benchmarks/start}. */
public final class Start {

    @Option(names = "--rounds", description = "starts of each command (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--events", description = "events that each start works on (default: ${DEFAULT-VALUE})")
    private int events = 8_000;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/start");

    @Parameters(arity = "1..*", description = "the ways to start the program, without 'run'")
    private List<String> commands;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    private Start() {}

    public static void main(String... arguments) throws Exception {
        Start start = new Start();
        if (Command.parse("start", start, start::check, arguments)) {
            start.run();
            System.exit(0);
        }
    }

    private void check() {
        if (rounds < 1 || events < 1) {
            throw new IllegalArgumentException("--rounds and --events are at least 1");
        }
    }

    private void run() throws Exception {
        Path run = Command.newFolder(folder);
        String port = Integer.toString(FreePort.next());
        List<List<Started>> all = new ArrayList<>();
        commands.forEach(command -> all.add(new ArrayList<>()));
        try (JavaProcess broker = BrokerProcess.forBenchmark(run.resolve("broker"), port, run.resolve("broker.log"));
                Receiver receiver = new Receiver();
                Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            Map<String, String> settings = Map.of(
                    "STAGEDOOR_BROKER_URL",
                    "amqp://localhost:" + port,
                    "STAGEDOOR_DATA",
                    run.resolve("data").toString(),
                    "STAGEDOOR_DESTINATION_MY_SERVICE_URL",
                    receiver.url());
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < commands.size(); i++) {
                    Started started = Started.by(
                            commands.get(i),
                            settings,
                            run.resolve("program-" + i + ".log"),
                            () -> work(amqp, receiver));
                    all.get(i).add(started);
                    System.out.println(commands.get(i) + ": " + started);
                }
            }
        }
        System.out.println(Started.table(commands, all));
    }

    /** Returns when all are delivered. */
    private Void work(Amqp amqp, Receiver receiver) throws Exception {
        List<Message<byte[]>> messages = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            messages.add(Message.create(Events.task(Events.newId(), "completed").getBytes(StandardCharsets.UTF_8)));
        }
        int before = receiver.requests().size();
        amqp.sendAll(Events.TASK, messages);
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (receiver.requests().size() < before + events) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all events were delivered within two minutes");
            }
            Thread.sleep(200);
        }
        return null;
    }
}
