package io.stagedoor.docs;

import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who types what a page says, in a copy of the project. What runs until Ctrl-C runs beside it, as in a terminal of
 * its own; the ports of the pages are free ones.
 */
final class Reader implements AutoCloseable {

    private static final long SECONDS = 120;
    private static final String SCRIPT = "documents/stagedoor";

    private final Path folder;
    private final Map<String, String> ports = new TreeMap<>();

    Reader(Path folder) throws IOException {
        this.folder = folder;
        for (String port : List.of("5672", "8089", "8190", "9000")) {
            ports.put(port, Integer.toString(FreePort.next()));
        }
        for (String copied : List.of("routes", "examples", "artemis-config", "src/main/resources")) {
            copy(Path.of(copied));
        }
        write("config/application.properties", """
                stagedoor.broker.embedded.port=5672
                stagedoor.management.port=9000
                stagedoor.destination.my-service.url=http://localhost:8089/
                """);
        try (var script = Reader.class.getClassLoader().getResourceAsStream(SCRIPT)) {
            write("stagedoor", new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        if (!folder.resolve("stagedoor").toFile().setExecutable(true)) {
            throw new IOException("cannot make the script executable");
        }
    }

    /** @return the exit status of the first command that fails, else 0 */
    int run(String commands) throws Exception {
        String script = """
                set -euo pipefail
                [ ! -f exported ] || . ./exported
                mvn() { [ "$*" = verify ]; } # What runs now.
                %s
                export -p >exported
                """.formatted(withPorts(commands));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("page.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                        "JAR", System.getProperty("stagedoor.jar"),
                        "RECEIVER_PORT", ports.get("8089")));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end:\n" + commands + output());
        }
        return process.exitValue();
    }

    /** What all commands printed so far. */
    String output() {
        StringBuilder output = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                output.append(Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toString();
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, withPorts(text));
    }

    void insert(String line, String name, String text) throws IOException {
        String before = Files.readString(folder.resolve(name));
        int at = ("\n" + before).indexOf("\n" + line + "\n");
        if (at < 0) {
            throw new IllegalStateException("no line '" + line + "' in " + name);
        }
        int below = at + line.length() + 1;
        Files.writeString(folder.resolve(name), before.substring(0, below) + text + before.substring(below));
    }

    /** Ctrl-C in the terminal of {@code ./stagedoor <command>}. */
    void stop(String command) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(command + "\\d*\\.pid"))
                    .toList()) {
                long pid = Long.parseLong(Files.readString(file).strip());
                Files.delete(file);
                var process = ProcessHandle.of(pid);
                if (process.isPresent() && process.get().destroy()) {
                    process.get().onExit().get(60, TimeUnit.SECONDS);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        stop("run");
        stop("receive");
    }

    private String withPorts(String text) {
        String result = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            result = result.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
        }
        return result;
    }

    private void copy(Path original) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
