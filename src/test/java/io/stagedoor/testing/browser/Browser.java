package io.stagedoor.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A Chromium without a window. */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final DevTools tools;

    private Browser(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** The executable, from the PATH; empty where there is none. */
    public static Optional<Path> installed() {
        return NAMES.stream()
                .flatMap(name -> List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder for its profile and its log */
    public static Browser start(Path folder) {
        try {
            Path log = folder.resolve("browser.log");
            List<String> command = new ArrayList<>(List.of(
                    installed().orElseThrow().toString(),
                    "--headless=new",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + folder.resolve("profile").toAbsolutePath(),
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-extensions",
                    "--disable-background-networking",
                    "--no-first-run",
                    "--hide-scrollbars",
                    "--force-color-profile=srgb",
                    "--lang=en"));
            if ("root".equals(System.getProperty("user.name"))) {
                command.add("--no-sandbox"); // Chromium does not start with it as root, as in containers.
            }
            command.add("about:blank");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Awaitility.await().atMost(START).until(() -> address(log).isPresent());
            return new Browser(process, new DevTools(URI.create(address(log).orElseThrow())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> address(Path log) throws IOException {
        Matcher line = ADDRESS.matcher(Files.readString(log));
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /**
     * A tab that shares no cookie with the others.
     *
     * @param origin that its paths are relative to, such as {@code http://localhost:8080}
     */
    public Tab tab(String origin) {
        JsonNode context = tools.call(null, "Target.createBrowserContext", Map.of());
        JsonNode target = tools.call(
                null,
                "Target.createTarget",
                Map.of(
                        "url",
                        "about:blank",
                        "browserContextId",
                        context.path("browserContextId").asText()));
        JsonNode session = tools.call(
                null,
                "Target.attachToTarget",
                Map.of("targetId", target.path("targetId").asText(), "flatten", true));
        return new Tab(
                tools,
                session.path("sessionId").asText(),
                target.path("targetId").asText(),
                origin);
    }

    @Override
    public void close() throws InterruptedException {
        tools.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
