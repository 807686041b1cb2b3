package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.BaseTlsConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest extends WebhookEndpointRig {

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
}
