package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.check.QueueRules;
import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wrong route file stops the start; the message says which file, which line and why: {@link RouteLoader}, {@link
 * RouteCheck}.
 */
class RouteFilesTest {

    private static final String ENTITY = "amqp:queue:backstage/catalog/entity";
    private static final String LOCATION = "amqp:queue:backstage/catalog/location";
    private static final String CHANNELS =
            "backstage/catalog/entity, backstage/catalog/location, backstage/scaffolder/task, backstage/techdocs/build";

    private static final RouteFile ARCHIVE =
            new RouteFile("routes/destinations/archive.yaml", route("archive", "delivery:archive", to("archive:a")));

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

    @ParameterizedTest
    @ValueSource(strings = {ENTITY, ENTITY + "?concurrentConsumers=2", "amqp:backstage/catalog/entity"})
    void a_channel_that_another_route_consumes_is_refused(String again) {
        assertThatThrownBy(() -> load(
                        new RouteFile("routes/a.yaml", route("one", ENTITY, to("log:x"))),
                        new RouteFile("routes/b.yaml", route("two", again, to("log:x")))))
                .isInstanceOf(RouteFileException.class)
                .hasMessage("routes/b.yaml:5: the route two consumes " + again.replaceFirst("\\?.*", "")
                        + " as one in routes/a.yaml does: each event would reach only one of them");
    }

    @Test
    void a_destination_that_another_route_consumes_is_refused() {
        assertThatThrownBy(() -> load(
                        ARCHIVE,
                        new RouteFile("routes/b.yaml", route("two", "delivery:archive?window=5", to("log:x")))))
                .hasMessageStartingWith("routes/b.yaml:5: the route two consumes delivery:archive as archive in "
                        + "routes/destinations/archive.yaml does");
    }

    @Test
    void a_channel_that_is_not_in_the_contract_is_refused() {
        refused(
                route("entity", "amqp:queue:backstage/catalog/entities", to("log:x")),
                "routes/a.yaml:5: 'backstage/catalog/entities' is not a channel of the contract "
                        + "backstage-events.asyncapi.yaml (bundled); its channels are " + CHANNELS);
    }

    @Test
    void a_topic_is_no_channel() {
        assertThatThrownBy(() ->
                        load(new RouteFile("routes/a.yaml", route("a", ENTITY.replace("queue", "topic"), to("log:x")))))
                .hasMessageStartingWith("routes/a.yaml:5: 'topic:backstage/catalog/entity' is not a channel");
    }

    @Test
    void a_destination_that_nobody_consumes_is_refused_at_its_step_however_deep() {
        RouteFile route = new RouteFile("routes/a.yaml", route("entity", ENTITY, """
                        - to:
                            uri: amqp:queue:deliver/archive
                        - choice:
                            when:
                              - simple: "${variable.action} == 'created'"
                                steps:
                                  - to:
                                      uri: log:x
                            otherwise:
                              steps:
                                - to:
                                    uri: amqp:queue:deliver/cmdb"""));

        assertThatThrownBy(() -> load(route, ARCHIVE))
                .isInstanceOf(RouteFileException.class)
                .hasMessage("routes/a.yaml:17: there is no destination 'cmdb': no route begins with delivery:cmdb; "
                        + "the destinations are archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- wireTap:\n    uri: direct:x",
                "- threads:\n    poolSize: 2",
                "- to:\n    uri: seda:x",
                "- multicast:\n    parallelProcessing: true\n    steps:\n      - to:\n          uri: direct:x"
            })
    void a_step_that_leaves_the_transaction_is_refused_in_the_route_of_a_channel(String step) {
        assertThatThrownBy(() -> load(new RouteFile("routes/a.yaml", route("entity", ENTITY, step))))
                .isInstanceOf(RouteFileException.class)
                .hasMessageStartingWith("routes/a.yaml:7: ")
                .hasMessageContaining("another thread, outside its transaction");
    }

    @Test
    void a_route_consumes_an_address_of_a_channel_with_parameters(@TempDir Path folder) throws Exception {
        Contract contract = shop(folder);
        RouteFile two = new RouteFile(
                "routes/a.yaml",
                route("one", "amqp:queue:user/1/signedup", to("json-validator:users"))
                        + route("two", "amqp:queue:user/2/signedup", to("json-validator:user/2/signedup")));

        assertThat(load(contract, two)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            user/1/2/signedup      ~ is not a channel of the contract
            user/7/signedup        ~ matches several channels: users (user/{userId}/signedup) and any ({any}/7/{what})
            user/{userId}/signedup ~ is not an address of the channel users: it has parameters; write one address
            deliver/7/x            ~ matches the channel any ({any}/7/{what}), but addresses below 'deliver/'
            """)
    void an_address_that_matches_no_channel_with_parameters_is_refused(String address, String why, @TempDir Path folder)
            throws Exception {
        Contract contract = shop(folder);
        assertThatThrownBy(() -> load(
                        contract, new RouteFile("routes/b.yaml", route("b", "amqp:queue:" + address, to("log:x")))))
                .isInstanceOf(RouteFileException.class)
                .hasMessageStartingWith("routes/b.yaml:5: '" + address + "' " + why);
    }

    @Test
    void a_route_may_send_to_an_unserved_address_of_a_channel_with_parameters(@TempDir Path folder) throws Exception {
        Contract contract = shop(folder);
        String steps = to("json-validator:users") + "\n" + to("amqp:queue:user/2/signedup");
        RouteFile one = new RouteFile("routes/a.yaml", route("one", "amqp:queue:user/1/signedup", steps));
        RouteFile two = new RouteFile("routes/b.yaml", route("two", "amqp:queue:user/2/signedup", to("log:x")));
        assertThat(load(contract, one)).hasSize(1);
        assertThatThrownBy(() -> load(contract, one, two))
                .hasMessageStartingWith("routes/a.yaml:9: 'user/2/signedup' is a channel: ");
    }

    @Test
    void a_route_that_consumes_a_channel_that_cannot_be_served_is_refused(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() ->
                        load(shop(folder), new RouteFile("routes/a.yaml", route("raw", "amqp:queue:raw", to("log:x")))))
                .isInstanceOf(RouteFileException.class)
                .hasMessage("routes/a.yaml:5: the channel raw cannot be served: " + folder.resolve("shop.yaml")
                        + "#/channels/raw/messages/m/contentType: the content type 'application/avro' is not JSON;"
                        + " use application/json, or a type that ends in +json (line 6)");
    }

    private static Contract shop(Path folder) throws Exception {
        return Contract.read(Files.writeString(folder.resolve("shop.yaml"), """
                asyncapi: 3.0.0
                info: {title: Shop, version: 1.0.0}
                channels:
                  users: {address: 'user/{userId}/signedup', messages: {m: {payload: {required: [user]}}}}
                  any: {address: '{any}/7/{what}', messages: {m: {}}}
                  raw: {address: raw, messages: {m: {contentType: application/avro}}}
                """));
    }

    @Test
    void a_destination_may_use_threads() throws Exception {
        assertThat(load(new RouteFile("routes/b.yaml", route("b", "delivery:b", "- threads:\n    poolSize: 2"))))
                .hasSize(1);
    }

    private void refused(String yaml, String message) {
        assertThatThrownBy(() -> load(new RouteFile("routes/a.yaml", yaml)))
                .isInstanceOf(RouteFileException.class)
                .hasMessage(message);
    }

    private List<RouteDefinition> load(RouteFile... files) throws Exception {
        return load(Contract.bundled(), files);
    }

    private List<RouteDefinition> load(Contract contract, RouteFile... files) throws Exception {
        RouteLoader loader = new RouteLoader(new DefaultCamelContext()); // Never started, so there is nothing to close.
        for (RouteFile file : files) {
            loader.load(file);
        }
        new RouteCheck(contract, new QueueRules(contract)).check(loader.definitions());
        return loader.definitions();
    }

    /** The steps begin in line 7. */
    private static String route(String id, String from, String steps) {
        return """
                # Comment.
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                %s
                """.formatted(id, from, steps.indent(8).stripTrailing());
    }

    private static String to(String uri) {
        return "- to:\n    uri: " + uri;
    }
}
