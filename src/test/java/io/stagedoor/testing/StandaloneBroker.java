package io.stagedoor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Artemis as a process of its own, from its distribution, set up as {@code artemis-config/README.md} says: with users who
 * log in, and with more of the configuration where a test asks for it. It listens on localhost alone.
 */
public final class StandaloneBroker implements AutoCloseable {

    /** In the role {@code stagedoor}: the program. */
    public static final String USER = "stagedoor";

    /** In the role {@code producer}: it sends to the channels, and may do nothing else. */
    public static final String PRODUCER = "producer";

    /** Of its log: it serves. */
    public static final String ACTIVE = "AMQ221007";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Path CONFIG = Path.of("artemis-config");
    private static final Path DISTRIBUTION = Path.of("target/artemis");

    private final Path folder;
    private final int port = FreePort.lasting();
    private final String password = UUID.randomUUID().toString();
    private final List<String> properties = new ArrayList<>();
    private final Path log;
    private Process process;

    private StandaloneBroker(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.log = Path.of(folder.toAbsolutePath() + ".log");
    }

    /** Makes an instance in {@code folder}, which is not there yet; its output goes to a file beside it. */
    public static StandaloneBroker create(Path folder) {
        StandaloneBroker broker = new StandaloneBroker(folder);
        try {
            Files.createDirectories(broker.folder.getParent());
            broker.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return broker;
    }

    private void create() throws IOException {
        try (Stream<Path> versions = Files.list(DISTRIBUTION)) {
            Path home = versions.filter(Files::isDirectory).findFirst().orElseThrow();
            run(List.of(
                    home.toAbsolutePath().resolve("bin/artemis").toString(),
                    "create",
                    folder.toString(),
                    "--user=admin",
                    "--password=" + password,
                    "--require-login",
                    "--silent",
                    "--nio",
                    "--no-autotune",
                    "--no-web"));
        }
        Files.copy(CONFIG.resolve("broker.xml"), etc("broker.xml"), StandardCopyOption.REPLACE_EXISTING);
        append("artemis-users.properties", "\n" + USER + " = " + password + "\n" + PRODUCER + " = " + password + "\n");
        append("artemis-roles.properties", "\nstagedoor = " + USER + "\nproducer = " + PRODUCER + "\n");
    }

    private void run(List<String> command) throws IOException {
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (run.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(etc(file), text, StandardOpenOption.APPEND);
    }

    private Path etc(String file) {
        return folder.resolve("etc").resolve(file);
    }

    /** Adds a file to the instance's configuration. */
    public StandaloneBroker etc(String file, String text) {
        try {
            Files.writeString(etc(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds one of the property files of {@code artemis-config}. */
    public StandaloneBroker with(String file) {
        try {
            return with(file, Files.readString(CONFIG.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a property file of the operator's own. */
    public StandaloneBroker with(String file, String text) {
        etc(file, text);
        properties.add(etc(file).toString());
        return this;
    }

    /**
     * Begins to run it, and does not wait for it.
     *
     * @param heap as in {@code -Xmx}
     * @param settings Java system properties
     */
    public StandaloneBroker start(String heap, Map<String, String> settings) {
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + heap, "-Dstagedoor.broker.host=localhost"));
        jvm.add("-Dstagedoor.broker.port=" + port);
        settings.forEach((name, value) -> jvm.add("-D" + name + "=" + value));
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/artemis").toString(), "run"));
        if (!properties.isEmpty()) {
            command.addAll(List.of("--properties", String.join(",", properties)));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_ARGS", String.join(" ", jvm));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs it with a heap of 512 MiB, and returns when it serves. */
    public StandaloneBroker start() {
        return start("512m", Map.of()).await(ACTIVE);
    }

    /** Waits until its log says {@code text}. */
    public StandaloneBroker await(String text) {
        Instant end = Instant.now().plus(START);
        while (!output().contains(text)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                kill();
                throw new IllegalStateException("no '" + text + "' of the broker; " + log + " says:\n" + output());
            }
            Program.pause(50);
        }
        return this;
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "amqp://localhost:" + port;
    }

    /** Of all users. */
    public String password() {
        return password;
    }

    public Process process() {
        return process;
    }

    /** kill -9, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, and kills it when it does not within 30 s. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }
}
