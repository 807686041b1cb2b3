package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The environment of the program: keys that it has, values that lead to something. */
class SettingsTest extends RenderedTest {

    /** Of application.properties, those that are commented out too. */
    private static final Pattern KEY = Pattern.compile("(?m)^#?((?:stagedoor|quarkus)\\.[a-z0-9.<>-]+)=");

    @Test
    void every_setting_is_one_of_the_programs() throws IOException {
        Pattern variables = Pattern.compile(String.join("|", variables()));

        assertThat(settings().keySet())
                .isNotEmpty()
                .allMatch(name -> variables.matcher(name).matches());
    }

    @Test
    void no_setting_is_given_twice() {
        assertThat(each(rendering.program().container().path("env"))
                        .map(variable -> variable.path("name").asText()))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(rendering.settings().keySet());
    }

    @Test
    void no_secret_is_a_plain_value() {
        settings().forEach((name, value) -> {
            if (name.matches(".*_(PASSWORD|TOKEN|SECRET|HMAC)$")) {
                assertThat(value).as(name).startsWith("file:");
            }
        });
    }

    @Test
    void the_contract_is_a_mounted_file() {
        Path contract = Path.of(settings().get("STAGEDOOR_CONTRACT"));

        String map = volumeAt(contract.getParent().toString())
                .path("configMap")
                .path("name")
                .asText();
        assertThat(rendering.one("ConfigMap", map).path("data").fieldNames())
                .toIterable()
                .containsExactly(contract.getFileName().toString());
    }

    @Test
    void the_routes_are_below_the_folder_of_routes() {
        String folder = settings().get("STAGEDOOR_ROUTES");

        assertThat(mounts().keySet().stream().filter(path -> path.startsWith(folder + "/")))
                .hasSize(2)
                .allSatisfy(path -> assertThat(
                                volumeAt(path).path("configMap").path("name").asText())
                        .containsPattern("^stagedoor-(routes|destinations)-"));
    }

    @Test
    void the_archive_is_on_the_volume_and_each_replica_has_its_own_files() {
        String folder = settings().get("STAGEDOOR_DESTINATION_ARCHIVE_DIRECTORY");

        assertThat(volumeAt(folder)
                        .path("persistentVolumeClaim")
                        .path("claimName")
                        .asText())
                .isEqualTo("stagedoor-archive");
        assertThat(each(rendering.program().container().path("env")))
                .filteredOn(variable -> variable.path("name").asText().equals("STAGEDOOR_REPLICA"))
                .extracting(variable -> variable.path("valueFrom")
                        .path("fieldRef")
                        .path("fieldPath")
                        .asText())
                .containsExactly("metadata.name");
    }

    @Test
    void secrets_in_files_are_keys_of_mounted_secrets_that_the_readme_makes() throws IOException {
        Secrets documented = Secrets.documented();

        settings().values().stream()
                .filter(value -> value.startsWith("file:"))
                .map(value -> Path.of(value.substring("file:".length())))
                .forEach(file -> assertThat(documented.keys())
                        .contains(new Secrets.Key(
                                volumeAt(file.getParent().toString())
                                        .path("secret")
                                        .path("secretName")
                                        .asText(),
                                file.getFileName().toString())));
    }

    @Test
    void the_broker_is_its_service() {
        Matcher url =
                Pattern.compile("amqps?://([a-z-]+):(\\d+)").matcher(settings().get("STAGEDOOR_BROKER_URL"));

        assertThat(url.matches()).isTrue();
        assertThat(each(rendering.one("Service", url.group(1)).path("spec").path("ports")))
                .anyMatch(port -> port.path("port").asInt() == Integer.parseInt(url.group(2)));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = rendering.settings();
        settings.putAll(rendering.program().literals());
        return settings;
    }

    private Map<String, String> mounts() {
        Map<String, String> mounts = new TreeMap<>();
        each(rendering.program().container().path("volumeMounts"))
                .forEach(mount -> mounts.put(
                        mount.path("mountPath").asText(), mount.path("name").asText()));
        return mounts;
    }

    private JsonNode volumeAt(String path) {
        assertThat(mounts()).containsKey(path);
        return each(rendering.program().spec().path("volumes"))
                .filter(volume -> volume.path("name").asText().equals(mounts().get(path)))
                .findFirst()
                .orElseThrow();
    }

    /** As regular expressions: a name that the operator chooses may be any one. */
    private static Set<String> variables() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher key = KEY.matcher(Files.readString(Path.of("src/main/resources/application.properties")));
        while (key.find()) {
            // As MicroProfile Config maps a key to a variable.
            names.add(Stream.of(key.group(1).split("<name>", -1))
                    .map(part -> part.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                    .collect(Collectors.joining("[A-Z0-9_]+")));
        }
        return names;
    }
}
