package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wrong route file stops the start; the message says which file, which line and why: {@link RouteLoader}, {@link
 * RouteCheck}.
 */
class RouteFilesTest extends RouteFilesRig {

    private static final String LOCATION = "amqp:queue:backstage/catalog/location";

    @Test
    void the_shipped_routes_are_good() throws Exception {
        List<RouteFile> shipped = RouteFolder.read(Optional.of(Path.of("routes")));

        assertThat(load(shipped.toArray(RouteFile[]::new))).hasSameSizeAs(shipped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes/a.yaml",
                "routes/a.yml",
                "routes/my.first.yaml",
                "routes.d/a",
                "my routes/a: b%20?c=d#.yaml",
                "/routes/ä.yaml"
            })
    void a_file_may_have_any_name(String name) throws Exception {
        RouteFile good = new RouteFile(name, route("entity", ENTITY, to("amqp:queue:deliver/archive")));

        assertThat(load(good, ARCHIVE)).extracting(RouteDefinition::getRouteId).containsExactly("entity", "archive");
        assertThatThrownBy(() -> load(new RouteFile(name, route("other", "amqp:queue:unknown", to("log:x")))))
                .hasMessageStartingWith(name + ":5: 'unknown' is not a channel");
    }

    @Test
    void an_unknown_step_is_named() {
        refused(route("entity", ENTITY, "- too:\n    uri: log:x"), "routes/a.yaml:7: Unknown node id: too");
    }

    @Test
    void an_unknown_field_is_named() {
        refused(route("entity", ENTITY, "- to:\n    url: log:x"), "routes/a.yaml:8: Unsupported field: url");
        refused(
                "- route:\n    id: a\n    from:\n      uri: log:x\n      stepps: []\n",
                "routes/a.yaml:5: Unsupported field: stepps");
    }

    @Test
    void a_route_without_source_is_refused() {
        refused("- route:\n    id: a\n    from:\n      steps: []\n", "routes/a.yaml:4: Uri is mandatory");
    }

    @Test
    void bad_indentation_is_found() {
        refused(
                route("entity", ENTITY, "- to:\n    uri: log:x\n  - to:\n    uri: log:y"),
                "routes/a.yaml:9: expected <block end>, but found '-'");
    }

    @Test
    void a_tab_is_found() {
        assertThatThrownBy(() -> load(new RouteFile("routes/a.yaml", route("entity", ENTITY, "\t- to: log:x"))))
                .isInstanceOf(RouteFileException.class)
                .hasMessageStartingWith("routes/a.yaml:7: found character '\\t(TAB)'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# Only a comment.\n\n  # Another.\n", "hello", "[]", "route:\n  id: a\n"})
    void a_file_without_a_route_is_refused(String yaml) {
        refused(
                yaml,
                "routes/a.yaml:1: there is no route in it: a route file is a list, each route begins with '- route:'");
    }

    @Test
    void a_route_id_of_another_file_is_refused() {
        assertThatThrownBy(() -> load(
                        new RouteFile("routes/a.yaml", route("entity", ENTITY, to("log:x"))),
                        new RouteFile("routes/b.yaml", "\n\n" + route("entity", LOCATION, to("log:x")))))
                .isInstanceOf(RouteFileException.class)
                .hasMessage("routes/b.yaml:4: the route id entity is taken by routes/a.yaml");
    }

    @Test
    void a_route_id_that_stands_twice_in_one_file_is_refused() {
        refused(
                route("entity", ENTITY, to("log:x")) + route("entity", LOCATION, to("log:x")),
                "routes/a.yaml:10: the route id entity is taken in line 2");
    }
}
