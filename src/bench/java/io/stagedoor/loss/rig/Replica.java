package io.stagedoor.loss.rig;

import io.stagedoor.loss.plan.LossOptions;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One replica of the program, with connections of its own that can be cut and an archive of its own.
 *
 * @param number from 1; the path of its webhooks, so that a receiver knows who posted
 * @param brokers the proxy to each broker
 * @param receivers the proxy to each receiver, by destination
 */
record Replica(int number, Path folder, Part part, List<TcpProxy> brokers, Map<String, TcpProxy> receivers) {

    // One compiler tier: a process that lives for seconds starts faster.
    private static final List<String> JVM = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

    static Replica of(int number, Path run, LossOptions options, Brokers brokers, Map<String, Integer> receiverPorts)
            throws IOException {
        Path folder = Files.createDirectories(run.resolve("replica-" + number));
        List<TcpProxy> ways = brokers.ports().stream().map(TcpProxy::new).toList();
        Map<String, TcpProxy> receivers = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("stagedoor.broker.url", Rig.url(ways));
        settings.putAll(brokers.programSettings());
        settings.put(
                "stagedoor.routes",
                Path.of("src/bench/routes/loss").toAbsolutePath().toString());
        settings.put("loss.schedule", options.schedule());
        settings.put("loss.timeout", Integer.toString(options.timeout()));
        // A line for each delivery would be most of what the disk has to do; failed attempts still have theirs.
        settings.put("quarkus.log.category.\"io.stagedoor.delivery\".level", "WARN");
        receiverPorts.forEach((name, port) -> {
            TcpProxy proxy = new TcpProxy(port);
            receivers.put(name, proxy);
            settings.put("stagedoor.destination." + name + ".url", "http://localhost:" + proxy.port() + "/" + number);
        });
        Part part = new Part(
                "replica " + number,
                () -> JavaProcess.stagedoor(folder, run.resolve("replica-" + number + ".log"), JVM, settings));
        return new Replica(number, folder, part, ways, receivers);
    }

    Path archive() {
        return folder.resolve("data/archive");
    }
}
