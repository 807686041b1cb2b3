package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders a folder as {@code kubectl apply -k} would: by kubectl, or by kustomize itself. */
final class Kustomize {

    private static final Pattern VERSION = Pattern.compile("(?:Kustomize Version: )?v(\\d+)\\.\\d+\\.\\d+\\S*");
    /** The first with everything that the manifests use. */
    private static final int LEAST = 5;

    private final List<String> command;

    private Kustomize(List<String> command) {
        this.command = command;
    }

    /** What is on the PATH; where nothing is, the calling test is skipped, and says so. */
    static Kustomize find() throws InterruptedException {
        if (isRecent("kubectl", "version", "--client")) {
            return new Kustomize(List.of("kubectl", "kustomize"));
        }
        if (isRecent("kustomize", "version")) {
            return new Kustomize(List.of("kustomize", "build"));
        }
        String message = "SKIPPED: neither kubectl nor kustomize, with Kustomize " + LEAST
                + " or newer, is here (.ci/kubectl brings one)";
        System.err.println(message);
        return abort(message);
    }

    Rendering render(Path folder) throws IOException, InterruptedException {
        Output output = run(command, folder.toString());
        assertThat(output.status).as("rendering %s: %s", folder, output.errors).isZero();
        return Rendering.of(folder.toString(), output.text);
    }

    private static boolean isRecent(String... command) throws InterruptedException {
        try {
            return run(List.of(command))
                    .text
                    .lines()
                    .map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .anyMatch(version -> Integer.parseInt(version.group(1)) >= LEAST);
        } catch (IOException e) {
            return false;
        }
    }

    private record Output(int status, String text, String errors) {}

    private static Output run(List<String> command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        Path errors = Files.createTempFile("kustomize", ".txt");
        try {
            Process process =
                    new ProcessBuilder(line).redirectError(errors.toFile()).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return new Output(process.exitValue(), text, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
