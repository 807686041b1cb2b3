package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one object says of another one: it is there, and has what is asked of it. */
class ReferencesTest extends RenderedTest {

    @Test
    void every_config_map_that_a_pod_names_is_there_with_its_keys() {
        assertThat(rendering.pods()).allSatisfy(pod -> {
            for (JsonNode source :
                    pod.sources().filter(source -> source.has("configMap")).toList()) {
                JsonNode map = rendering.one(
                        "ConfigMap", source.path("configMap").path("name").asText());
                assertThat(each(source.path("configMap").path("items")))
                        .allMatch(item -> map.path("data").has(item.path("key").asText()));
            }
            for (JsonNode source : each(pod.container().path("envFrom")).toList()) {
                rendering.one(
                        "ConfigMap", source.path("configMapRef").path("name").asText());
            }
        });
    }

    @Test
    void every_config_map_is_used() {
        List<String> used = new ArrayList<>();
        for (Pod pod : rendering.pods()) {
            pod.template()
                    .findParents("configMap")
                    .forEach(parent ->
                            used.add(parent.path("configMap").path("name").asText()));
            pod.template()
                    .findParents("configMapRef")
                    .forEach(parent ->
                            used.add(parent.path("configMapRef").path("name").asText()));
        }

        assertThat(rendering.all("ConfigMap"))
                .filteredOn(map -> !map.path("metadata").path("labels").has("grafana_dashboard"))
                .extracting(Rendering::nameOf)
                .isSubsetOf(used);
    }

    @Test
    void every_secret_with_every_key_is_made_by_a_command_of_the_readme() throws Exception {
        Secrets documented = Secrets.documented();

        for (Secrets.Key key : Secrets.asked(rendering)) {
            assertThat(documented.keys()).contains(key);
        }
    }

    @Test
    void every_claim_is_there() {
        assertThat(rendering.pods())
                .allSatisfy(pod -> assertThat(each(pod.spec().path("volumes"))
                                .filter(volume -> volume.has("persistentVolumeClaim"))
                                .map(volume -> volume.path("persistentVolumeClaim")
                                        .path("claimName")
                                        .asText()))
                        .allSatisfy(claim -> rendering.one("PersistentVolumeClaim", claim)));
    }

    @Test
    void several_replicas_share_the_archive_on_several_nodes() {
        JsonNode claim = rendering.one("PersistentVolumeClaim", "stagedoor-archive");
        JsonNode deployment = rendering.program().owner();
        boolean alone = deployment.path("spec").path("replicas").asInt() == 1;

        assertThat(claim.path("spec").path("accessModes").path(0).asText())
                .isEqualTo(alone ? "ReadWriteOnce" : "ReadWriteMany");
    }

    @Test
    void the_mounted_files_are_those_of_the_repository_byte_for_byte() throws Exception {
        assertFiles("stagedoor-routes", Path.of("routes"));
        assertFiles("stagedoor-destinations", Path.of("routes/destinations"));
        assertThat(data("stagedoor-contract"))
                .containsOnly(entry(Path.of("src/main/resources/backstage-events.asyncapi.yaml")));
        assertThat(data("broker-config")).containsOnly(entry(Path.of("artemis-config/broker.xml")));
    }

    private void assertFiles(String configMap, Path folder) throws Exception {
        TreeMap<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                expected.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(data(configMap)).isEqualTo(expected).isNotEmpty();
    }

    private static Map.Entry<String, String> entry(Path file) throws Exception {
        return Map.entry(file.getFileName().toString(), Files.readString(file));
    }

    private TreeMap<String, String> data(String configMap) {
        TreeMap<String, String> data = new TreeMap<>();
        Optional.of(rendering.configMap(configMap).path("data"))
                .orElseThrow()
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().textValue()));
        return data;
    }
}
