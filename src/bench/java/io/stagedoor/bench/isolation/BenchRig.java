package io.stagedoor.bench.isolation;

import io.stagedoor.bench.process.Load;
import io.stagedoor.bench.process.Processes;
import io.stagedoor.bench.process.Receivers;
import io.stagedoor.bench.process.Taken;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.QuietQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of the isolation benchmark, and how they are told what to do. */
final class BenchRig implements AutoCloseable {

    private static final String GOOD = "good";
    private static final String EXTRA = "extra";

    private final Processes processes;
    private final int receivers = FreePort.next();
    private final int control = FreePort.next();
    private final int load = FreePort.next();
    private final QuietQueues queues;

    BenchRig(Path run) throws Exception {
        processes = new Processes(run);
        Path folder = processes.folder();
        int port = FreePort.next();
        String broker = "amqp://localhost:" + port;
        queues = new QuietQueues(broker);
        Map<String, String> urls = new LinkedHashMap<>();
        BenchRoutes.good().forEach(name -> urls.put(name, url(receivers, GOOD + "/" + name)));
        BenchRoutes.extra().forEach(name -> urls.put(name, url(receivers, EXTRA + "/" + name)));
        List<String> badPorts = new ArrayList<>(List.of(Integer.toString(control)));
        for (String name : BenchRoutes.bad()) {
            int its = FreePort.next();
            badPorts.add(Integer.toString(its));
            urls.put(name, url(its, name));
        }
        BenchRoutes.write(folder.resolve("routes"), urls);
        processes.start(
                BrokerProcess.class,
                "broker",
                "broker ready",
                folder.resolve("broker").toString(),
                Integer.toString(port));
        processes.start(Receivers.class, "receivers", "receiver ready", Integer.toString(receivers));
        processes.start(BadReceivers.class, "bad", "receiver ready", badPorts.toArray(String[]::new));
        processes.start(Load.class, "load", "load ready", Integer.toString(load), broker);
        processes.stagedoor(
                "program",
                Map.of(
                        "stagedoor.broker.url",
                        broker,
                        "stagedoor.routes",
                        folder.resolve("routes").toString()));
    }

    private static String url(int port, String path) {
        return "http://localhost:" + port + "/" + path;
    }

    /** @return when the first was sent, µs since the epoch */
    long send(Condition condition, int events, int perSecond) throws IOException, InterruptedException {
        return Long.parseLong(
                processes.ask(load, condition.action() + "/" + events + "/" + perSecond + "/" + Events.TASK));
    }

    /**
     * What the good destinations received since it was last asked, when they have all of it.
     *
     * @throws IllegalStateException when they do not have it within the time
     */
    Taken take(int expected, Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (Integer.parseInt(processes.ask(receivers, "count/" + GOOD)) < expected) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the good destinations have "
                        + processes.ask(receivers, "count/" + GOOD) + " of " + expected + " deliveries after "
                        + atMost.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
        return Taken.parse(processes.ask(receivers, "take/" + GOOD));
    }

    void badBecome(String how) throws IOException, InterruptedException {
        processes.ask(control, how);
    }

    /** Waits until the broker has nothing left. */
    void settle(Duration atMost) throws InterruptedException {
        Map<String, Long> waiting = queues.await(atMost);
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("still waiting after " + atMost.toSeconds() + " s: " + waiting);
        }
    }

    @Override
    public void close() throws InterruptedException {
        processes.close();
    }
}
