package io.stagedoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http, localhost, 8080",
        "HTTP://LOCALHOST:8080, http, localhost, 8080",
        "http://stage.example, http, stage.example, -1",
        "http://stage.example, http, stage.example, 80",
        "https://stage.example:443, https, stage.example, -1",
        "http://[::1]:8080, http, '[::1]', 8080",
        "http://[::1]:8080, http, '::1', 8080",
        "https://xn--bhne-5qa.example, https, xn--bhne-5qa.example, -1"
    })
    void an_origin_is_that_of_the_request(String header, String scheme, String host, int port) {
        assertThat(Origin.of(header)).isEqualTo(Origin.of(scheme, HostAndPort.create(host, port)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://localhost:8081",
                "https://localhost:8080",
                "http://localhost.evil.example:8080",
                "http://localhost:8080@evil.example",
                "http://evil.example/localhost:8080",
                "http://bühne.example",
                "http://localhost:8080/"
            })
    void another_origin_is_not(String header) {
        assertThat(Origin.of(header)).isNotEqualTo(Origin.of("http", HostAndPort.create("localhost", 8080)));
    }

    @Test
    void a_request_that_names_no_host_is_of_no_origin() {
        assertThat(Origin.of("null")).isNotEqualTo(Origin.of("http", null));
        assertThat(Origin.of("http://x")).isNotEqualTo(Origin.of("http", null));
    }
}
