package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.BaseTlsConfiguration;
import io.stagedoor.delivery.webhook.connection.Certificates;
import io.stagedoor.egress.EgressRule;
import io.stagedoor.testing.TlsRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {

    private static final TlsRegistry REGISTRY = new TlsRegistry();
    private static final Certificates CERTIFICATES = new Certificates(REGISTRY);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static DefaultCamelContext camel;

    @BeforeAll
    static void camelWithWebhooks() {
        vertx = Vertx.vertx();
        camel = new DefaultCamelContext();
        camel.addComponent(
                "webhook",
                new WebhookComponent(
                        vertx,
                        Clock.systemUTC(),
                        folder,
                        new EgressRule(true, false, "10.0.0.0/16"),
                        CERTIFICATES,
                        URI.create("/backstage")));
        camel.build();
    }

    @AfterAll
    static void close() throws Exception {
        camel.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8089/",
                "https://cmdb.example/hook?tenant=a%20b",
                "http://10.0.0.1",
                "http://[::1]:8089/hook",
                "http://cmdb_1:8080/hook",
                "https://cmdb.example/@user/hook",
                " https://cmdb.example/hook "
            })
    void a_webhook_goes_to_an_http_address(String url) {
        WebhookEndpoint endpoint = endpoint();
        endpoint.setUrl(url);

        assertThat(endpoint.getUrl()).isEqualTo(url.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cmdb.example/hook",
                "/hook",
                "//cmdb.example/hook",
                "ftp://cmdb.example/",
                "file:///etc/passwd",
                "http:///hook",
                "http:hook",
                "http://",
                "http://cmdb.example:port/",
                "http://cmdb.example/a b",
                "http://cmdb.example/%zz",
                "http://[::1/",
                "javascript:alert(1)"
            })
    void a_url_that_is_no_http_address_is_refused_by_name(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@cmdb.example/",
                "https://hunter2@cmdb.example/",
                "https://user:hunter2@/hook",
                "https://user:hunter2@cmdb_1.example/",
                "https://user:hun ter2@cmdb.example/",
                "https://user:hunter2%zz@cmdb.example/",
                "https://user:hunter2/x@cmdb.example/",
                "ftp://user:hunter2@cmdb.example/"
            })
    void a_url_with_a_password_is_refused_and_the_password_not_shown(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(everythingThatItSays(refused))
                        .contains("url")
                        .doesNotContain("hunter2")
                        .doesNotContain("ter2"));
    }

    @Test
    void a_fragment_is_refused_because_it_never_reaches_the_receiver() {
        assertThatThrownBy(() -> endpoint().setUrl("https://cmdb.example/#part"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fragment");
    }

    @Test
    void a_webhook_without_url_is_refused() {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb"))
                .rootCause()
                .hasMessage("url is missing: set it to the URL of the receiver");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15_000, 600_000})
    void a_time_out_is_between_a_millisecond_and_ten_minutes(int millis) {
        WebhookEndpoint endpoint = endpoint();
        endpoint.setTimeoutMillis(millis);

        assertThat(endpoint.getTimeoutMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 600_001, Integer.MAX_VALUE})
    void any_other_time_out_is_refused(int millis) {
        assertThatThrownBy(() -> endpoint().setTimeoutMillis(millis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeoutMillis=" + millis + " is not 1 to 600000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void a_number_of_connections_that_cannot_work_is_refused(int connections) {
        assertThatThrownBy(() -> endpoint().setConnections(connections))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connections=" + connections + " is not 1 to 10000");
    }

    @Test
    void the_time_out_is_15_seconds_by_default() {
        assertThat(endpoint().getTimeoutMillis()).isEqualTo(15_000);
    }

    @Test
    void the_error_names_an_option_that_does_not_exist() {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&timeout=5"))
                .hasMessageContaining("timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_hunter2", "env:NO_SUCH_VARIABLE,whsec_hunter2", "whsec_hunter2,whsec_hunter2"})
    void a_secret_in_plain_text_is_refused_and_not_shown(String secret) {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&secret=" + secret))
                .satisfies(refused -> assertThat(everythingThatItSays(refused)).doesNotContain("hunter2"));
    }

    @Test
    void a_secret_that_does_not_exist_stops_the_start() {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&secret=env:NO_SUCH_VARIABLE"))
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NO_SUCH_VARIABLE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/latest           | is link-local, where events never go; no key permits it
            https://[::ffff:169.254.169.254]/       | is link-local, where events never go; no key permits it
            http://[64:ff9b::169.254.169.254]/      | is link-local, where events never go; no key permits it
            http://[fd00:ec2::254]/                 | is a metadata service, where events never go
            http://100.100.100.200:8080/            | is a metadata service, where events never go
            http://0.0.0.0/                         | is unspecified, where events never go
            http://192.168.1.1/                     | is private, and stagedoor.egress.private is false
            http://[2002:c0a8:101::1]/              | is private, and stagedoor.egress.private is false
            """)
    void an_address_where_no_event_may_go_is_refused_at_the_start(String url, String why) {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=RAW(" + url + ")"))
                .rootCause()
                .hasMessageStartingWith("url '" + url + "': ")
                .hasMessageContaining(why);
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?proxy=http://proxy:3128&url=RAW(" + url + ")"))
                .rootCause()
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://169.254.43518/",
                "http://0xA9FEA9FE/",
                "http://256.256.256.256/",
                "http://1.2.3.4.5/"
            })
    void an_address_in_an_unusual_form_is_refused(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url '" + url + "': write an IPv4 address as four decimal numbers, such as 10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::g]/", "http://[1:2]/", "http://[fe80::1%25eth0]/", "http://cmdb.example:0/"})
    void an_invalid_host_or_port_is_refused(String url) {
        assertThatThrownBy(() -> endpoint().setUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url '" + url + "'");
    }

    @Test
    void options_of_the_connection_are_read() {
        REGISTRY.register("cmdb", new BaseTlsConfiguration() {});

        WebhookEndpoint endpoint = camel.getEndpoint(
                "webhook:cmdb?url=https://cmdb.example/&proxy=socks5://proxy_1:1080&tls=cmdb&retryStatuses=404,422",
                WebhookEndpoint.class);

        assertThat(endpoint.getProxy()).isEqualTo("socks5://proxy_1:1080");
        assertThat(endpoint.getTls()).isEqualTo("cmdb");
        assertThat(endpoint.getRetryStatuses()).isEqualTo("404,422");
    }

    @Test
    void a_tls_configuration_that_does_not_exist_stops_the_start_and_so_does_one_for_plain_http() {
        REGISTRY.register("cmdb", new BaseTlsConfiguration() {});

        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=https://cmdb.example/&tls=nobody"))
                .rootCause()
                .hasMessageContaining("tls=nobody: there are no keys quarkus.tls.nobody.*");
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&tls=cmdb"))
                .rootCause()
                .hasMessageContaining("use https");
    }

    @Test
    void a_status_that_cannot_be_retried_stops_the_start() {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&retryStatuses=404,410"))
                .rootCause()
                .hasMessageStartingWith("retryStatuses=404,410: remove 410");
    }

    @Test
    void credentials_of_a_proxy_are_read_from_their_reference() throws IOException {
        Path file = Files.writeString(folder.resolve("proxy"), "stagedoor:hunter2\n");

        assertThat(camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&proxy=http://proxy:3128&proxyCredentials="
                        + "file:" + file))
                .isNotNull();
        assertThatThrownBy(
                        () -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&proxyCredentials=file:" + file))
                .rootCause()
                .hasMessageStartingWith("proxyCredentials without proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stagedoor:hunter2", "hunter2"})
    void credentials_of_a_proxy_in_plain_text_are_refused_and_not_shown(String credentials) {
        assertThatThrownBy(() -> camel.getEndpoint(
                        "webhook:cmdb?url=http://cmdb.example/&proxy=http://proxy:3128&proxyCredentials="
                                + credentials))
                .satisfies(refused -> assertThat(everythingThatItSays(refused)).doesNotContain("hunter2"));
    }

    @Test
    void a_route_cannot_begin_with_a_webhook() {
        assertThatThrownBy(() -> endpoint().createConsumer(exchange -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from:");
    }

    private static WebhookEndpoint endpoint() {
        return new WebhookEndpoint("webhook:cmdb", camel.getComponent("webhook", WebhookComponent.class));
    }

    private static String everythingThatItSays(Throwable refused) {
        StringWriter text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
