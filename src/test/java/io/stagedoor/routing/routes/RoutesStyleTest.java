package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users take the shipped routes as their example, so all follow the same style. */
class RoutesStyleTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern KEY = Pattern.compile("\\{\\{\\s*([^}:]+?)\\s*(:[^}]*)?}}");
    private static final String DESTINATION = "stagedoor.destination.";

    static Stream<Named<RouteFile>> shipped() throws Exception {
        return files().stream().map(file -> Named.of(file.name(), file));
    }

    private static List<RouteFile> files() throws Exception {
        return RouteFolder.read(Optional.of(Path.of("routes")));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_file_is_one_route_named_as_the_file_in_kebab_case(RouteFile file) throws IOException {
        String name = Path.of(file.name()).getFileName().toString();

        assertThat(name).endsWith(".yaml");
        assertThat(YAML.readTree(file.yaml())).hasSize(1);
        assertThat(route(file).path("id").textValue())
                .matches("[a-z0-9]+(-[a-z0-9]+)*")
                .isEqualTo(name.replaceFirst("\\.yaml$", ""));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_route_is_described_in_one_sentence_without_full_stop(RouteFile file) throws IOException {
        assertThat(route(file).path("description").asText())
                .matches("\\p{Lu}.{9,}")
                .doesNotContain("\n", ". ")
                .doesNotEndWith(".")
                .hasSizeLessThan(120);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_file_begins_with_a_comment_that_says_what_it_takes(RouteFile file) {
        assertThat(file.yaml()).matches("(?s)# (Consumes|Works) .*");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_choice_has_an_otherwise_that_does_something(RouteFile file) throws IOException {
        for (JsonNode choice : route(file).findValues("choice")) {
            assertThat(choice.path("otherwise").path("steps"))
                    .as("the steps of otherwise")
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_route_of_a_channel_chooses_and_one_of_a_destination_does_not(RouteFile file) throws IOException {
        String from = route(file).path("from").path("uri").asText();
        boolean destination = file.name().contains("destinations");

        assertThat(from).startsWith(destination ? "delivery:" : "amqp:queue:");
        assertThat(route(file).findValues("choice")).hasSize(destination ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void no_route_has_a_literal_address_of_a_machine_or_a_path(RouteFile file) {
        assertThat(file.yaml())
                .doesNotContain("://")
                .doesNotContainPattern("(?m)^[^#]*:\\s*\"?/")
                .doesNotContainPattern("(?m)^\\s*(directory|url|secret):(?! \"\\{\\{[a-z0-9.-]+}}\"$)");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void options_stand_below_their_uri_and_not_in_it(RouteFile file) throws IOException {
        assertThat(route(file).findValuesAsText("uri")).noneMatch(uri -> uri.contains("?"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_key_that_a_route_uses_is_declared_with_a_default(RouteFile file) throws IOException {
        assertThat(declared()).containsAll(keys(file));
    }

    @Test
    void every_declared_key_of_a_destination_is_used_by_a_route() throws Exception {
        Set<String> used = new TreeSet<>();
        for (RouteFile file : files()) {
            used.addAll(keys(file));
        }

        assertThat(declared().stream().filter(key -> key.startsWith(DESTINATION)))
                .isNotEmpty()
                .isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_destination_uses_only_keys_of_its_own_name(RouteFile file) throws IOException {
        String own = DESTINATION + route(file).path("id").textValue() + ".";

        assertThat(keys(file)).allMatch(key -> key.startsWith(own));
    }

    private static JsonNode route(RouteFile file) throws IOException {
        return YAML.readTree(file.yaml()).path(0).path("route");
    }

    private static Set<String> keys(RouteFile file) {
        return KEY.matcher(file.yaml())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static Set<String> declared() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames();
    }
}
