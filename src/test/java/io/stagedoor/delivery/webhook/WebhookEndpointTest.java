package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.stagedoor.egress.EgressRule;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {

    private static final Certificates NO_TLS = new Certificates(new NoTls());

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
                new WebhookComponent(vertx, Clock.systemUTC(), folder, new EgressRule(true, true, ""), NO_TLS));
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
        endpoint.check();

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
                .hasMessage("url is missing: where does the webhook go?");
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
    void an_option_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> camel.getEndpoint("webhook:cmdb?url=http://cmdb.example/&timeout=5"))
                .hasMessageContaining("timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_hunter2", "env:NO_SUCH_VARIABLE,whsec_hunter2", "whsec_hunter2,whsec_hunter2"})
    void a_secret_that_is_written_out_is_refused_and_not_shown(String secret) {
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

    @Test
    void a_webhook_is_nothing_to_consume_from() {
        assertThatThrownBy(() -> endpoint().createConsumer(exchange -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from:");
    }

    private static WebhookEndpoint endpoint() {
        return new WebhookEndpoint("webhook:cmdb", camel.getComponent("webhook", WebhookComponent.class));
    }

    private static final class NoTls implements TlsConfigurationRegistry {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static String everythingThatItSays(Throwable refused) {
        StringWriter text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
