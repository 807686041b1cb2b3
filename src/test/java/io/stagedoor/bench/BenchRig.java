package io.stagedoor.bench;

import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.testing.QuietQueues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of the benchmark, and how they are told what to do. */
final class BenchRig implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> MEMORY = List.of("-Xmx512m");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JavaProcess> processes = new ArrayList<>();
    private final int good = FreePort.lasting();
    private final int control = FreePort.lasting();
    private final int load = FreePort.lasting();
    private final QuietQueues queues;

    BenchRig(Path run) throws Exception {
        Path folder = Files.createDirectories(run.toAbsolutePath());
        int port = FreePort.lasting();
        String broker = "amqp://localhost:" + port;
        queues = new QuietQueues(broker);
        Map<String, String> urls = new LinkedHashMap<>();
        BenchRoutes.good().forEach(name -> urls.put(name, "http://localhost:" + good + "/" + name));
        BenchRoutes.extra().forEach(name -> urls.put(name, "http://localhost:" + good + "/" + name));
        List<String> badPorts = new ArrayList<>(List.of(Integer.toString(control)));
        for (String name : BenchRoutes.bad()) {
            int its = FreePort.lasting();
            badPorts.add(Integer.toString(its));
            urls.put(name, "http://localhost:" + its + "/" + name);
        }
        BenchRoutes.write(folder.resolve("routes"), urls);
        start(
                folder,
                BrokerProcess.class,
                "broker ready",
                folder.resolve("broker").toString(),
                Integer.toString(port));
        start(folder, GoodReceivers.class, "receiver ready", Integer.toString(good));
        start(folder, BadReceivers.class, "receiver ready", badPorts.toArray(String[]::new));
        start(folder, Load.class, "load ready", Integer.toString(load), broker);
        JavaProcess program = JavaProcess.stagedoor(
                folder,
                folder.resolve("program.log"),
                MEMORY,
                Map.of(
                        "stagedoor.broker.url",
                        broker,
                        "stagedoor.routes",
                        folder.resolve("routes").toString()));
        processes.add(program);
        program.await("Stagedoor runs", START);
    }

    private void start(Path folder, Class<?> main, String ready, String... arguments) throws InterruptedException {
        JavaProcess process =
                JavaProcess.main(main, folder.resolve(main.getSimpleName() + ".log"), MEMORY, List.of(arguments));
        processes.add(process);
        process.await(ready, START);
    }

    /** @return when the first was sent, µs since the epoch */
    long send(Condition condition, int events, int perSecond) throws IOException, InterruptedException {
        return Long.parseLong(ask(load, condition + "/" + events + "/" + perSecond));
    }

    /**
     * What the good destinations received since it was last asked, when they have all of it.
     *
     * @throws IllegalStateException when they do not have it within the time
     */
    Taken take(int expected, Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (Integer.parseInt(ask(good, "count")) < expected) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the good destinations have " + ask(good, "count") + " of " + expected
                        + " deliveries after " + atMost.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
        String[] part = ask(good, "take").split(" ");
        return new Taken(
                Integer.parseInt(part[0]), Long.parseLong(part[1]), Long.parseLong(part[2]), Long.parseLong(part[3]));
    }

    /** @param last receipt, µs since the epoch; latencies in µs */
    record Taken(int count, long p50, long p99, long last) {}

    void badBecome(String how) throws IOException, InterruptedException {
        ask(control, how);
    }

    /** Waits until the broker has nothing left. */
    void settle(Duration atMost) throws InterruptedException {
        Map<String, Long> waiting = queues.await(atMost);
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("still waiting after " + atMost.toSeconds() + " s: " + waiting);
        }
    }

    private String ask(int port, String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + what))
                .timeout(Duration.ofMinutes(2))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
    }
}
