package io.stagedoor.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which channels and destinations a route file may begin with and send to. */
class RouteEndsTest extends RouteFilesRig {

    private static final String CHANNELS =
            "backstage/catalog/entity, backstage/catalog/location, backstage/scaffolder/task, backstage/techdocs/build";

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
}
