package io.stagedoor.loss;

import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that runs: the broker, the replicas of the program, the receivers, and the proxies between them. */
final class Rig implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final List<String> BROKER = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1");
    private static final Duration START = Duration.ofSeconds(60);

    private final Path run;
    private final Part broker;
    private final TcpProxy producers;
    private final Map<String, Part> receivers = new LinkedHashMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    Rig(Path run, LossOptions options) throws IOException {
        this.run = Files.createDirectories(run).toAbsolutePath();
        int port = FreePort.lasting();
        broker = new Part(
                "broker",
                () -> JavaProcess.main(
                        BrokerProcess.class,
                        run.resolve("broker.log"),
                        BROKER,
                        List.of(run.resolve("broker").toString(), Integer.toString(port))));
        producers = new TcpProxy(port);
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : EventPlan.WEBHOOKS) {
            ports.put(name, FreePort.lasting());
            receivers.put(name, new Part("receiver " + name, () -> receiver(name, ports.get(name), options)));
        }
        for (int number = 1; number <= options.replicas; number++) {
            replicas.add(Replica.of(number, this.run, options, port, ports));
        }
        parts.add(broker);
        parts.addAll(receivers.values());
        replicas.forEach(replica -> parts.add(replica.part()));
    }

    private JavaProcess receiver(String name, int port, LossOptions options) {
        return JavaProcess.main(
                FaultyReceiver.class,
                run.resolve("receiver-" + name + ".log"),
                SMALL,
                List.of(
                        name,
                        Integer.toString(port),
                        records(name).toString(),
                        Long.toString(options.seed),
                        Integer.toString(options.events),
                        Integer.toString(options.timeout())));
    }

    /** Returns when all of it runs. */
    void start() throws InterruptedException {
        broker.start().await("broker ready", START);
        for (Part receiver : receivers.values()) {
            receiver.start().await("receiver ready", START);
        }
        List<JavaProcess> started = new ArrayList<>();
        for (Replica replica : replicas) {
            started.add(replica.part().start());
        }
        for (JavaProcess program : started) {
            program.await("Stagedoor runs", START);
        }
    }

    /** What the receiver of this destination wrote down. */
    Path records(String destination) {
        return run.resolve("received-" + destination + ".txt");
    }

    Part broker() {
        return broker;
    }

    Map<String, Part> receivers() {
        return receivers;
    }

    List<Replica> replicas() {
        return replicas;
    }

    List<Part> parts() {
        return parts;
    }

    /** Between the producers and the broker. */
    TcpProxy producers() {
        return producers;
    }

    boolean brokerListens() {
        return producers.reaches();
    }

    String brokerUrl() {
        return "amqp://localhost:" + producers.port();
    }

    /** Ends the replicas as Kubernetes does: from now on their archives stay as they are. */
    void stopReplicas() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.part().stop();
        }
    }

    @Override
    public void close() throws Exception {
        for (Part part : parts) {
            part.stop();
        }
        producers.close();
        for (Replica replica : replicas) {
            replica.broker().close();
            for (TcpProxy proxy : replica.receivers().values()) {
                proxy.close();
            }
        }
    }
}
