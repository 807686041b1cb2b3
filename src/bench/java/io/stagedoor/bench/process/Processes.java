package io.stagedoor.bench.process;

import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes of a benchmark, each with the same heap and a log of its own in one folder. */
public final class Processes implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> MEMORY = List.of("-Xmx512m");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JavaProcess> running = new ArrayList<>();
    private final Path folder;
    private final boolean profiled;

    public Processes(Path folder) throws IOException {
        this(folder, false);
    }

    /** @param profiled whether each process leaves a flight recording in the folder */
    public Processes(Path folder, boolean profiled) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        this.profiled = profiled;
    }

    public Path folder() {
        return folder;
    }

    /** One in it, made if there is none. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** @param ready what its log says when it is */
    public JavaProcess start(Class<?> main, String log, String ready, String... arguments) throws InterruptedException {
        return awaited(JavaProcess.main(main, folder.resolve(log + ".log"), jvm(log), List.of(arguments)), ready);
    }

    public JavaProcess stagedoor(String log, Map<String, String> settings) throws InterruptedException {
        return awaited(
                JavaProcess.stagedoor(folder, folder.resolve(log + ".log"), jvm(log), settings), "Stagedoor runs");
    }

    /**
     * In a folder of its own, with data of its own.
     *
     * @param jar a {@code quarkus-run.jar}, of this or another build
     */
    public JavaProcess stagedoor(Path jar, String log, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(log));
        return awaited(
                JavaProcess.stagedoor(jar, own, folder.resolve(log + ".log"), jvm(log), settings), "Stagedoor runs");
    }

    private List<String> jvm(String name) {
        List<String> options = new ArrayList<>(MEMORY);
        if (profiled) {
            options.add("-XX:StartFlightRecording=settings=profile,filename=" + folder.resolve(name + ".jfr"));
        }
        return options;
    }

    private JavaProcess awaited(JavaProcess process, String ready) throws InterruptedException {
        running.add(process);
        process.await(ready, START);
        return process;
    }

    /** What the process that listens on this port of localhost answers. */
    public String ask(int port, String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + what))
                .timeout(Duration.ofMinutes(15))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    public void end(JavaProcess process) throws InterruptedException {
        process.close();
        running.remove(process);
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }
}
