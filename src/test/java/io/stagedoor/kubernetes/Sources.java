package io.stagedoor.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a rendering is made of, as a copy that a test may change. */
record Sources(Path folder) {

    private static final List<String> PARTS = List.of(
            "kubernetes",
            "routes",
            "artemis-config",
            "monitoring",
            "src/main/resources/Kustomization",
            "src/main/resources/backstage-events.asyncapi.yaml");

    static Sources copyTo(Path folder) throws IOException {
        for (String part : PARTS) {
            try (Stream<Path> paths = Files.walk(Path.of(part))) {
                paths.filter(Files::isRegularFile).forEach(file -> copy(file, folder.resolve(file)));
            }
        }
        return new Sources(folder);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void edit(String name, UnaryOperator<String> change) throws IOException {
        Files.writeString(file(name), change.apply(Files.readString(file(name))));
    }
}
