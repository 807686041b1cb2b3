package io.stagedoor.loss.rig;

import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.LossOptions;
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
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that runs: the broker, the replicas of the program, the receivers, and the proxies between them. */
public final class Rig implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final Duration START = Duration.ofMinutes(3);

    private final Path run;
    private final Brokers brokers;
    private final List<TcpProxy> producers;
    private final Map<String, Part> receivers = new LinkedHashMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    public Rig(Path run, LossOptions options) throws IOException {
        this.run = Files.createDirectories(run).toAbsolutePath();
        brokers = options.pair ? new Pair(run) : new OneBroker(run);
        producers = brokers.ports().stream().map(TcpProxy::new).toList();
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : EventPlan.WEBHOOKS) {
            ports.put(name, FreePort.next());
            receivers.put(name, new Part("receiver " + name, () -> receiver(name, ports.get(name), options)));
        }
        for (int number = 1; number <= options.replicas; number++) {
            replicas.add(Replica.of(number, this.run, options, brokers, ports));
        }
        parts.addAll(brokers.parts());
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
    public void start() throws InterruptedException {
        brokers.start();
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
    public Path records(String destination) {
        return run.resolve("received-" + destination + ".txt");
    }

    Brokers brokers() {
        return brokers;
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

    /** Between the producers and each broker. */
    List<TcpProxy> producers() {
        return producers;
    }

    boolean brokerListens() {
        return producers.stream().anyMatch(TcpProxy::reaches);
    }

    /** The way of the producers, and of the account, to what serves. */
    public BrokerSettings broker() {
        return new BrokerSettings(
                AmqpUrl.parse("url", url(producers)),
                brokers.login().map(Brokers.Login::user),
                brokers.login().map(Brokers.Login::password),
                Optional.empty());
    }

    /** To be tried in turn. */
    static String url(List<TcpProxy> proxies) {
        return proxies.stream().map(proxy -> "amqp://localhost:" + proxy.port()).collect(Collectors.joining(","));
    }

    /** Ends the replicas as Kubernetes does: from now on their archives stay as they are. */
    public void stopReplicas() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.part().stop();
        }
    }

    @Override
    public void close() throws Exception {
        for (Part part : parts) {
            part.stop();
        }
        for (TcpProxy way : producers) {
            way.close();
        }
        for (Replica replica : replicas) {
            for (TcpProxy way : replica.brokers()) {
                way.close();
            }
            for (TcpProxy proxy : replica.receivers().values()) {
                proxy.close();
            }
        }
    }
}
