package io.stagedoor.verbatim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.webhook.WebhookComponent;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.event.EventBody;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.routing.routes.RouteLoader;
import io.stagedoor.testing.receiver.Receiver;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a route file, or in a key that it names, is what the receiver sees: nothing between them reads it. */
class VerbatimOptionsTest {

    private static final String KEYED = """
            - route:
                id: cmdb
                from:
                  uri: direct:cmdb
                  steps:
                    - to:
                        uri: webhook:cmdb
                        parameters:
                          url: "{{its.url}}"
                          connections: 3
            """;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Properties keys = new Properties();
    private Receiver receiver;

    @BeforeEach
    void webhooks() throws Exception {
        receiver = new Receiver();
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx, Clock.systemUTC(), folder, new EgressRule(true, true, ""), null, URI.create("/x")));
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
        camel.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/?a=1&connections=2",
                "/?a=1&connections=2&secret=env:NOBODY&format=nothing",
                "/?sig=a%2Bb%2Fc%3D&v=1",
                "/api?code=a%2Bb==&sv=2020-08-04&sig=x%2By%3d&se=2027-01-01T00%3A00%3A00Z",
                "/?a=1+2%202&b=%25",
                "/?a=RAW(b)&c=d",
                "/?a=b)&c=(d",
                "/?a=%23b&c=%26d",
                "/?&&=&a==b",
                "/?a=1;b=2,c=3",
                "/a//b/./c/../d/",
                "/a;v=1/b:c@d!$'()*,=~",
                "/?a[]=b&a[]=c",
                "/?%7B%7Ba%7D%7D",
                "?only=a+query",
                "/%E2%82%AC?x=%e2%82%ac",
                "/?verbatim.eHg=verbatim:eHg"
            })
    void a_url_is_used_byte_for_byte(String target) throws Exception {
        keys.put("its.url", base() + target);
        load(KEYED);

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo(target.startsWith("/") ? target : "/" + target);
    }

    @Test
    void a_url_that_stands_in_the_file_itself_is_too() throws Exception {
        load(KEYED.replace("{{its.url}}", base() + "/a%2Fb?x=1&connections=2&sig=a%2Bb"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2&sig=a%2Bb");
    }

    @Test
    void a_url_of_several_keys_and_texts_is_too() throws Exception {
        keys.put("its.tenant", "a%2Fb");
        keys.put("its.query", "sig=a%2Bb&v=1");
        load(KEYED.replace("{{its.url}}", base() + "/{{its.tenant}}?{{its.query}}&x={{its.none:%26}}"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?sig=a%2Bb&v=1&x=%26");
    }

    @Test
    void a_url_that_a_uri_names_by_a_key_is_too() throws Exception {
        keys.put("its.url", base() + "/a%2Fb?x=1&connections=2");
        load("""
                - route:
                    id: cmdb
                    from:
                      uri: direct:cmdb
                      steps:
                        - to: "webhook:cmdb?url={{its.url}}&connections=3"
                """);

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&b",
                "a&secret=b",
                "100%",
                "%2F",
                "a+b",
                "a#b",
                "a ) b",
                "a)&b=(c",
                "RAW",
                "#bean:x",
                "\"quoted\" \\ back",
                "a?b=c&d",
                "{curly}",
                "~tilde^`"
            })
    void the_value_of_a_header_is_too(String value) throws Exception {
        keys.put("its.url", base() + "/");
        keys.put("its.header", value);
        load(KEYED + "              header.one: 'X-One: " + value
                + "'\n              header.two: 'X-Two: {{its.header}}'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("x-one", value).containsEntry("x-two", value);
    }

    @Test
    void a_file_whose_name_has_odd_characters_holds_a_secret() throws Exception {
        Path file = folder.resolve("a&b+c %2F).txt");
        Files.writeString(file, "token+of&mine".replace("&", "~"));
        keys.put("its.url", base() + "/");
        load(KEYED + "              bearer: 'file:" + file + "'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("authorization", "Bearer token+of~mine");
    }

    @Test
    void what_a_version_before_wanted_as_raw_still_means_the_same() throws Exception {
        keys.put("its.url", base() + "/");
        load(KEYED + "              header.one: 'RAW(X-One: a&b)'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).containsEntry("x-one", "a&b");
    }

    @Test
    void an_option_whose_key_may_be_missing_is_left_out() throws Exception {
        keys.put("its.url", base() + "/");
        load(KEYED + "              header.one: '{{?its.header}}'\n");

        assertThat(post()).isNull();
        assertThat(arrived().headers()).doesNotContainKey("x-one");
    }

    @Test
    void the_parameters_of_a_template_are_known_too() throws Exception {
        String url = base() + "/a%2Fb?x=1&connections=2&sig=a%2Bb";
        load("""
                - routeTemplate:
                    id: hook
                    parameters:
                      - name: target
                    from:
                      uri: direct:cmdb
                      steps:
                        - to:
                            uri: webhook:cmdb
                            parameters:
                              url: "{{target}}"
                - templatedRoute:
                    routeTemplateRef: hook
                    routeId: cmdb
                    parameters:
                      - name: target
                        value: "%s"
                """.formatted(url.replace("%", "%%")).replace("%%", "%"));

        assertThat(post()).isNull();
        assertThat(arrived().target()).isEqualTo("/a%2Fb?x=1&connections=2&sig=a%2Bb");
    }

    @Test
    void a_key_that_nobody_set_is_named_with_its_file_and_line() {
        assertThatThrownBy(() -> load(KEYED))
                .satisfies(failure -> assertThat(new RouteLoader(camel).locate((Exception) failure))
                        .hasMessageStartingWith("routes/cmdb.yaml:6: ")
                        .hasMessageContaining("its.url")
                        .hasMessageNotContaining("verbatim"));
    }

    @Test
    void a_url_that_is_none_is_named_with_its_file_and_line_and_a_secret_is_not_shown() {
        keys.put("its.url", "http://010.0.0.1/");
        assertThatThrownBy(() -> load(KEYED))
                .satisfies(failure -> assertThat(new RouteLoader(camel).locate((Exception) failure))
                        .hasMessageStartingWith("routes/cmdb.yaml:6: url 'http://010.0.0.1/': write the IPv4 address"));
    }

    @Test
    void a_secret_that_was_written_out_is_not_shown() {
        keys.put("its.url", base() + "/");
        assertThatThrownBy(() -> load(KEYED + "              bearer: hunter2\n"))
                .satisfies(failure -> {
                    StringWriter all = new StringWriter();
                    failure.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString())
                            .contains("bearer")
                            .doesNotContain("hunter2")
                            .doesNotContain(
                                    Base64.getUrlEncoder().withoutPadding().encodeToString("hunter2".getBytes()));
                });
    }

    @Test
    void texts_of_several_lines_leave_the_lines_behind_them_where_they_are() {
        String yaml = """
                - to:
                    uri: webhook:cmdb
                    parameters:
                      url: >-
                        https://cmdb.example/
                      header.one: "X-One: a
                        b"
                      # The last one.
                      connections: 3
                - to: log:x
                """;

        String carried = VerbatimOptions.in(yaml);

        assertThat(carried.lines().filter(line -> line.contains("verbatim:"))).hasSize(3);
        assertThat(carried.lines().toList().indexOf("- to: log:x"))
                .isEqualTo(yaml.lines().toList().indexOf("- to: log:x"));
        assertThat(carried.lines().toList().get(7))
                .isEqualTo(yaml.lines().toList().get(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"- to: log:x\n", "", "webhook: [", "- to: webhook:cmdb\n", "parameters: {url: 'webhook:x'}\n"})
    void anything_else_stays_as_it_is(String yaml) {
        assertThat(VerbatimOptions.in(yaml)).isEqualTo(yaml);
    }

    private String base() {
        return receiver.url().replaceAll("/hook$", "");
    }

    private void load(String yaml) throws Exception {
        camel.getPropertiesComponent().setInitialProperties(keys);
        new RouteLoader(camel).load(new RouteFile("routes/cmdb.yaml", yaml));
        camel.start();
    }

    private Exception post() {
        EventBody body = new EventBody("{}".getBytes());
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(
                "stagedoor.delivery",
                new Delivery(
                        "cmdb",
                        "id-1",
                        "backstage/catalog/entity",
                        "application/json",
                        Instant.EPOCH,
                        new Attempts(0, null, null, null, null),
                        body));
        exchange.getIn().setBody(body);
        return camel.createProducerTemplate().send("direct:cmdb", exchange).getException();
    }

    private record Arrived(String target, Map<String, String> headers) {}

    private Arrived arrived() {
        Receiver.Request request = receiver.requests("id-1").get(0);
        return new Arrived(request.path(), request.headers());
    }
}
