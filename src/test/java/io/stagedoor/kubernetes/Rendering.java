package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the cluster gets: the objects, in their order. */
record Rendering(String name, List<JsonNode> objects) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static Rendering of(String name, String yaml) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Rendering(name, documents.readAll());
        }
    }

    /** A name as in a message: {@code Deployment/stagedoor}. */
    static String title(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }

    static String nameOf(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode one(String kind, String name) {
        List<JsonNode> found =
                all(kind).stream().filter(object -> nameOf(object).equals(name)).toList();
        assertThat(found).as("%s/%s", kind, name).hasSize(1);
        return found.get(0);
    }

    /** A ConfigMap by the name that it has without its hash. */
    JsonNode configMap(String name) {
        List<JsonNode> found = all("ConfigMap").stream()
                .filter(map -> nameOf(map).matches(name + "-[0-9a-z]{10}"))
                .toList();
        assertThat(found).as("ConfigMap/%s", name).hasSize(1);
        return found.get(0);
    }

    /** What the program is told by the ConfigMap that is its environment. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        configMap("stagedoor-settings")
                .path("data")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    List<Pod> pods() {
        return Stream.of("Deployment", "StatefulSet")
                .flatMap(kind -> all(kind).stream())
                .map(Pod::new)
                .toList();
    }

    Pod program() {
        return new Pod(one("Deployment", "stagedoor"));
    }

    Pod broker() {
        return new Pod(one("StatefulSet", "broker"));
    }

    @Override
    public String toString() {
        return name;
    }
}
