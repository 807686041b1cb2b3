package io.stagedoor.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A Java program as a process of its own, whose output goes to a file and which can be killed with kill -9. */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final long before;

    private JavaProcess(Process process, Path log, long before) {
        this.process = process;
        this.log = log;
        this.before = before;
    }

    /** Runs a main class of the test class path, from where this process runs. */
    public static JavaProcess main(Class<?> main, Path log, List<String> jvm, List<String> arguments) {
        return start(mainCommand(main, jvm, arguments), null, Map.of(), log);
    }

    private static List<String> mainCommand(Class<?> main, List<String> jvm, List<String> arguments) {
        List<String> command = command(jvm);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), JavaProcess.class.getName(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * As {@link #main(Class, Path, List, List)}, with files that cannot become larger: a write beyond that is made in part,
     * and the next one fails.
     *
     * @param kib the most that a file has, in KiB
     */
    public static JavaProcess limited(String kib, Class<?> main, Path log, List<String> jvm, List<String> arguments) {
        return within(
                List.of("/bin/bash", "-c", "ulimit -f " + kib + "; exec \"$@\"", "bash"), main, log, jvm, arguments);
    }

    /**
     * As {@link #main(Class, Path, List, List)}, by another command.
     *
     * @param command becomes what the arguments behind it say ({@code exec})
     */
    public static JavaProcess within(
            List<String> command, Class<?> main, Path log, List<String> jvm, List<String> arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(mainCommand(main, jvm, arguments));
        return start(whole, null, Map.of(), log);
    }

    /**
     * Runs another main class: the first argument is its name. Quarkus' log manager, where nothing has told it more,
     * makes a line of everything down to TRACE, if only to drop it: a broker had half of its speed.
     */
    public static void main(String... arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Object rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, rest);
    }

    /** Runs Stagedoor, as it was built, in {@code folder}. */
    public static JavaProcess stagedoor(Path folder, Path log, List<String> jvm, Map<String, String> settings) {
        return stagedoor(built(), folder, log, jvm, settings);
    }

    /** The {@code quarkus-run.jar} of this build. */
    public static Path built() {
        return Path.of(System.getProperty("stagedoor.jar", "target/quarkus-app/quarkus-run.jar"));
    }

    /** Runs the Stagedoor of this {@code quarkus-run.jar} in {@code folder}. */
    public static JavaProcess stagedoor(
            Path jar, Path folder, Path log, List<String> jvm, Map<String, String> settings) {
        List<String> command = command(jvm);
        // Several run on one machine.
        command.add("-Dstagedoor.management.port=" + FreePort.next());
        command.add("-Dstagedoor.http.port=" + FreePort.next());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "run"));
        return start(command, folder, Map.of(), log);
    }

    private static List<String> command(List<String> jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        return command;
    }

    /** Runs a script that becomes a Java program ({@code exec}), with these further environment variables. */
    static JavaProcess script(List<String> command, Map<String, String> environment, Path log) {
        return start(command, null, environment, log);
    }

    private static JavaProcess start(List<String> command, Path folder, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder == null ? null : folder.toFile())
                    .redirectErrorStream(true)
                    // Appended: the processes that follow one another under a name share the file.
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            long before = Files.exists(log) ? Files.size(log) : 0;
            return new JavaProcess(builder.start(), log, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says {@code text}. */
    public void await(String text, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (!output().contains(text)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                kill();
                throw new IllegalStateException("a process did not start; " + log + " says:\n" + output());
            }
            Thread.sleep(50);
        }
    }

    /** What it said, and none before it under its name. */
    public String output() {
        try (InputStream said = Files.newInputStream(log)) {
            said.skipNBytes(before);
            return new String(said.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Memory of the process that the system has in RAM, bytes; 0 where it does not tell. */
    public long resident() {
        return resident(process.pid());
    }

    static long resident(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException noSuchSystem) {
            return 0;
        }
    }

    /** What it has had of the processors so far; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** kill -9, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and kills it when it does not within 30 s. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
