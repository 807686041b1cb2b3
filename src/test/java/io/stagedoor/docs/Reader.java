package io.stagedoor.docs;

import io.stagedoor.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody who types what a page says, in a copy of the project, with its own script. What runs until Ctrl-C runs beside
 * it, as in a terminal of its own; the ports of the pages are free ones.
 */
final class Reader implements AutoCloseable {

    private static final long MINUTES = 10;

    private final ProjectCopy project;
    private final Map<String, String> ports = new TreeMap<>();

    Reader(Path folder) throws IOException {
        for (String port : List.of("5672", "8080", "8089", "8190", "9000")) {
            ports.put(port, Integer.toString(FreePort.next()));
        }
        project = ProjectCopy.of(folder);
        write("config/application.properties", """
                stagedoor.broker.embedded.port=5672
                stagedoor.http.port=8080
                stagedoor.management.port=9000
                stagedoor.destination.my-service.url=http://localhost:8089/
                """);
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
                .directory(project.folder().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        project.folder().resolve("page.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                        "JAVA_HOME", project.javaHome().toString(),
                        "RECEIVER_PORT", ports.get("8089")));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end:\n" + commands + output());
        }
        return process.exitValue();
    }

    /** What all commands printed so far. */
    String output() {
        StringBuilder output = new StringBuilder();
        try (Stream<Path> files = Files.list(project.folder())) {
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
        project.write(name, withPorts(text));
    }

    void insert(String line, String name, String text) throws IOException {
        project.insert(line, name, withPorts(text));
    }

    /** Ctrl-C in the terminal of {@code ./stagedoor <command>}. */
    void stop(String command) throws Exception {
        try (Stream<Path> files = Files.list(project.folder())) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(command + "\\d*\\.pid"))
                    .toList()) {
                long pid = Long.parseLong(Files.readString(file).strip());
                Files.delete(file);
                var process = ProcessHandle.of(pid);
                if (process.isPresent() && process.get().destroy()) {
                    process.get().onExit().get(3, TimeUnit.MINUTES);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        stop("run");
        stop("receive");
        project.close();
    }

    private String withPorts(String text) {
        String result = text;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            result = result.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
        }
        return result;
    }
}
