package io.stagedoor.testing;

import static org.assertj.core.api.Assertions.fail;

import io.stagedoor.testing.jar.FastStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as a process of its own, as its users run it: the jar, or in {@link NativeExecutable} tests the native
 * executable. That has no embedded broker; if a test names no broker, one runs beside it, and dies with it.
 */
public final class Program implements AutoCloseable {

    /** Among the settings: the heap of the process, as in {@code -Xmx}. */
    public static final String HEAP = "test.heap";

    private static final String BROKER = "stagedoor.broker.url";

    private static final Duration START = Duration.ofMinutes(3);

    /** In the kernel's table of sockets. */
    private static final String LISTENS = "0A";

    private final Process process;
    private final Path output;
    private final JavaProcess beside;

    private Program(Process process, Path output, JavaProcess beside) {
        this.process = process;
        this.output = output;
        this.beside = beside;
    }

    /**
     * Starts it in {@code folder} and waits until it says that it runs.
     *
     * @param settings configuration keys and values
     */
    public static Program run(Path folder, Map<String, String> settings) {
        Program program = start(folder, settings, "run");
        Instant end = Instant.now().plus(START);
        while (!program.output().contains("Stagedoor runs")) {
            if (!program.process.isAlive() || Instant.now().isAfter(end)) {
                program.kill();
                fail("the program did not start:\n" + program.output());
            }
            pause(20);
        }
        return program;
    }

    /** As {@link #run}, under a name of its own: one of several whose archives share a folder. */
    public static Program replica(String name, Path folder, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("stagedoor.replica", name);
        return run(folder, own);
    }

    /** Runs a command to its end; more than three minutes are a failure. */
    public static Program call(Path folder, Map<String, String> settings, String... arguments) {
        Program program = start(folder, settings, arguments);
        program.exitCode();
        return program;
    }

    /** Begins a command, and does not wait for it. */
    public static Program start(Path folder, Map<String, String> settings, String... arguments) {
        try {
            // Kept after the test: where it failed, this says more than the failure.
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target/programs")), "run-", ".log");
            Map<String, String> all = new HashMap<>(settings);
            JavaProcess beside = null;
            Optional<Path> executable = NativeExecutable.Choice.meant();
            if (executable.isPresent() && List.of(arguments).contains("run") && !all.containsKey(BROKER)) {
                String port = all.getOrDefault("stagedoor.broker.embedded.port", "5672");
                beside = BrokerProcess.start(folder.resolve("data/broker"), port, Path.of(output + ".broker"));
                all.put(BROKER, "amqp://localhost:" + port);
            }
            List<String> command =
                    new ArrayList<>(executable.map(Path::toString).map(List::of).orElseGet(() -> jar(settings)));
            command.add(1, "-Xmx" + settings.getOrDefault(HEAP, "512m"));
            // Several run on one machine.
            all.putIfAbsent("stagedoor.management.port", Integer.toString(FreePort.next()));
            all.putIfAbsent("stagedoor.http.port", Integer.toString(FreePort.next()));
            all.forEach((key, value) -> command.add(2, "-D" + key + "=" + value));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Program(process, output, beside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the heap is limited, memory counts: an archive of classes would count, too. */
    private static List<String> jar(Map<String, String> settings) {
        Path jar = Path.of(System.getProperty("stagedoor.jar"));
        return settings.containsKey(HEAP) ? FastStart.plain(jar) : FastStart.command(jar);
    }

    /** Memory of the process that the system has in RAM, bytes; 0 where it does not tell. */
    public long resident() {
        return JavaProcess.resident(process.pid());
    }

    /** The TCP ports that the process listens on; for Linux. */
    public Set<Integer> listening() {
        Set<Integer> ports = new TreeSet<>();
        Path self = Path.of("/proc", Long.toString(process.pid()));
        try (Stream<Path> files = Files.list(self.resolve("fd"))) {
            Set<String> sockets = files.map(Program::target).collect(Collectors.toSet());
            for (String table : List.of("tcp", "tcp6")) {
                for (String line : Files.readAllLines(self.resolve("net").resolve(table))) {
                    String[] field = line.strip().split(" +");
                    if (field[3].equals(LISTENS) && sockets.contains("socket:[" + field[9] + "]")) {
                        ports.add(Integer.parseInt(field[1].substring(field[1].indexOf(':') + 1), 16));
                    }
                }
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int exitCode() {
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                kill();
                fail("the program did not end:\n" + output());
            }
            if (beside != null) {
                beside.close();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** kill -9: no shutdown hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
            if (beside != null) {
                beside.kill();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** As Kubernetes stops it. */
    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    /** Copies the project's own routes, with the retry schedule of the webhook made short. */
    public static Path routes(Path folder, String schedule) {
        Path routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        Files.readString(file).replaceAll("schedule: 5s,5m,30m.*", "schedule: \"" + schedule + "\""));
            }
            return routes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the project's own routes, with queues {@code held/…} that nobody works in place of the destinations. */
    public static Path heldRoutes(Path folder) {
        Path routes = routes(folder, "1s");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("amqp:queue:deliver/", "amqp:queue:held/")
                                .replace("uri: delivery:", "uri: delivery:idle-"));
            }
            return routes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that is written to: without the last one where it has no end yet. */
    public static List<String> lines(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
