package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files themselves, without a tool that renders them. */
class ManifestFilesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path FOLDER = Path.of("kubernetes");
    private static final List<String> NAMES = List.of("kustomization.yaml", "Kustomization");

    static List<Path> kustomizations() throws IOException {
        return Stream.concat(
                        files().stream(),
                        Stream.of("routes", "artemis-config", "monitoring", "src/main/resources")
                                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                                .filter(Files::exists))
                .filter(file -> NAMES.contains(file.getFileName().toString()))
                .toList();
    }

    /** Whole objects: what a kustomization names as a resource. */
    static List<Path> resources() throws IOException {
        return kustomizations().stream()
                .flatMap(file -> named(file, "resources"))
                .filter(Files::isRegularFile)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_resource_is_one_object_that_the_api_takes(Path file) throws IOException {
        ApiModels.check(YAML.readTree(file.toFile()));
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void what_a_kustomization_names_is_there(Path file) {
        assertThat(Stream.of("resources", "components", "patches", "files").flatMap(kind -> named(file, kind)))
                .isNotEmpty()
                .allSatisfy(named -> assertThat(named).exists());
    }

    @Test
    void every_file_is_named_by_a_kustomization() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (Path file : kustomizations()) {
            Stream.of("resources", "patches", "files")
                    .flatMap(kind -> named(file, kind))
                    .forEach(named::add);
        }

        assertThat(files())
                .filteredOn(file -> !NAMES.contains(file.getFileName().toString()))
                .filteredOn(file -> !file.endsWith("README.md"))
                .isSubsetOf(named);
    }

    @Test
    void every_route_is_named() throws IOException {
        assertThat(named(Path.of("routes/Kustomization"), "files").toList())
                .containsExactlyInAnyOrderElementsOf(below(Path.of("routes")).stream()
                        .filter(file -> file.toString().endsWith(".yaml"))
                        .toList());
    }

    @Test
    void no_file_of_kubernetes_is_taken_for_a_route_or_for_a_part_of_the_program() {
        assertThat(Path.of("routes/kustomization.yaml")).doesNotExist();
        assertThat(ManifestFilesTest.class.getResource("/Kustomization")).isNull();
    }

    private static Stream<Path> named(Path kustomization, String kind) {
        try {
            JsonNode content = YAML.readTree(kustomization.toFile());
            Stream<String> names =
                    switch (kind) {
                        case "patches" ->
                            Pod.each(content.path(kind))
                                    .filter(patch -> patch.has("path"))
                                    .map(patch -> patch.path("path").asText());
                        case "files" ->
                            Pod.each(content.path("configMapGenerator"))
                                    .flatMap(generator -> Pod.each(generator.path(kind)))
                                    .map(JsonNode::asText);
                        default -> Pod.each(content.path(kind)).map(JsonNode::asText);
                    };
            return names.map(name -> kustomization.resolveSibling(name).normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files() throws IOException {
        return below(FOLDER);
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
