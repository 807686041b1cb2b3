package io.stagedoor.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.start.StartFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What turns traces on, and which settings stop the start. */
class TraceSettingsTest {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String COLLECTOR = "http://collector:4318";

    @Test
    void without_an_endpoint_there_are_no_traces() throws StartFailure {
        assertThat(TraceSettings.read(config(Map.of()))).isEmpty();
        assertThat(TraceSettings.read(config(Map.of(ENDPOINT, " ")))).isEmpty();
        assertThat(TraceSettings.read(config(Map.of("otel.service.name", "x")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"otel.sdk.disabled,true", "otel.traces.exporter,none"})
    void what_openTelemetry_knows_to_turn_them_off_turns_them_off(String key, String value) throws StartFailure {
        assertThat(TraceSettings.read(config(Map.of(ENDPOINT, COLLECTOR, key, value))))
                .isEmpty();
    }

    @Test
    void an_endpoint_turns_them_on_and_the_one_of_traces_comes_first() throws StartFailure {
        Map<String, String> keys =
                Map.of(ENDPOINT, COLLECTOR, "otel.exporter.otlp.traces.endpoint", "https://other/traces");

        TraceSettings settings = TraceSettings.read(config(keys)).orElseThrow();

        assertThat(settings.endpoint()).isEqualTo("https://other/traces");
        assertThat(settings.properties()).containsAllEntriesOf(keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"collector:4318", "grpc://collector:4317", "http://user:hunter2@collector:4318", "http://a b"})
    void an_endpoint_that_is_no_url_stops_the_start_and_is_not_shown(String endpoint) {
        assertThatThrownBy(() -> TraceSettings.read(config(Map.of(ENDPOINT, endpoint))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(ENDPOINT)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_protocol_that_the_program_does_not_have_stops_the_start() {
        assertThatThrownBy(() ->
                        TraceSettings.read(config(Map.of(ENDPOINT, COLLECTOR, "otel.exporter.otlp.protocol", "grpc"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("otel.exporter.otlp.protocol=grpc")
                .hasMessageContaining("4318");
    }

    @ParameterizedTest
    @CsvSource({
        "otel.traces.sampler, sometimes, otel.traces.sampler",
        "otel.exporter.otlp.timeout, soon, otel.exporter.otlp.timeout",
        "otel.exporter.otlp.headers, hunter2, otel.exporter.otlp.headers"
    })
    void a_value_that_the_sdk_does_not_take_stops_the_start_and_shows_no_token(String key, String value, String named)
            throws StartFailure {
        TraceSettings settings = TraceSettings.read(config(Map.of(ENDPOINT, COLLECTOR, key, value)))
                .orElseThrow();

        assertThatThrownBy(() -> TraceExport.start(settings, "1"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("hunter2");
    }

    private static SmallRyeConfig config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build();
    }
}
