package io.stagedoor.testing;

import io.stagedoor.testing.jar.FastStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Artemis as a process of its own, from its distribution, set up as {@code artemis-config/README.md} says: with users who
 * log in, and with more of the configuration where a test asks for it. It listens on localhost alone.
 */
public final class StandaloneBroker implements AutoCloseable {

    /** In the role {@code amq}: it may do everything. */
    public static final String ADMIN = "admin";

    /** In the role {@code stagedoor}: the program. */
    public static final String USER = "stagedoor";

    /** In the role {@code producer}: it sends to the channels, and may do nothing else. */
    public static final String PRODUCER = "producer";

    /** Of its log: it serves. */
    public static final String ACTIVE = "AMQ221007";

    /** Of its log: it is a passive broker that has all that the active one has. */
    public static final String SYNCHRONIZED = "AMQ221024";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Path CONFIG = Path.of("artemis-config");
    private static final Path DISTRIBUTION = Path.of("target/artemis");

    private final Path folder;
    private final int port = FreePort.next();
    private final String password;
    private final List<String> properties = new ArrayList<>();
    private final Path log;
    private JavaProcess process;

    private StandaloneBroker(Path folder, String password) {
        this.password = password;
        this.folder = folder.toAbsolutePath();
        this.log = Path.of(folder.toAbsolutePath() + ".log");
    }

    /** Makes an instance in {@code folder}, which is not there yet; its output goes to a file beside it. */
    public static StandaloneBroker create(Path folder) {
        return create(folder, UUID.randomUUID().toString());
    }

    /** @param password of all users: brokers of a pair have the same */
    public static StandaloneBroker create(Path folder, String password) {
        StandaloneBroker broker = new StandaloneBroker(folder, password);
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
                    "--user=" + ADMIN,
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
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_ARGS", FastStart.ONE_COMPILER);
        Process run = builder.start();
        try {
            if (run.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + Files.readString(log));
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

    /** Gives the program the right to send to {@code held/#}, for routes of tests that send there. */
    public StandaloneBroker mayHold() {
        return with("held.properties", """
            securityRoles."held/#".stagedoor.send=true
            securityRoles."held/#".stagedoor.createAddress=true
            securityRoles."held/#".stagedoor.createDurableQueue=true
            securityRoles."held/#".amq.consume=true
            """);
    }

    /** Where its journal and its pages are. */
    public Path data() {
        return folder.resolve("data");
    }

    /**
     * Begins to run it, and does not wait for it.
     *
     * @param heap as in {@code -Xmx}
     * @param settings Java system properties
     */
    public StandaloneBroker start(String heap, Map<String, String> settings) {
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + heap));
        settings.forEach((name, value) -> jvm.add("-D" + name + "=" + value));
        return start(jvm);
    }

    private StandaloneBroker start(List<String> options) {
        List<String> jvm = new ArrayList<>(options);
        jvm.addAll(List.of("-Dstagedoor.broker.host=localhost", "-Dstagedoor.broker.port=" + port));
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/artemis").toString(), "run"));
        if (!properties.isEmpty()) {
            command.addAll(List.of("--properties", String.join(",", properties)));
        }
        process = JavaProcess.script(
                command, Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_ARGS", String.join(" ", jvm)), log);
        return this;
    }

    /** Runs it with a heap of 512 MiB, and returns when it serves. */
    public StandaloneBroker start() {
        return start(List.of("-Xmx512m", FastStart.ONE_COMPILER)).await(ACTIVE);
    }

    /** Waits until it says {@code text}. */
    public StandaloneBroker await(String text) {
        try {
            process.await(text, START);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
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

    /** As it was started last. */
    public JavaProcess process() {
        return process;
    }

    /** Asks it to end, and kills it when it does not within 30 s. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.close();
        }
    }
}
