package io.stagedoor.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void a_valid_trace_is_taken_over() {
        assertThat(TraceContext.of(Map.of("traceparent", PARENT)::get)).isEqualTo(Map.of("traceparent", PARENT));
        Map<String, String> both =
                Map.of("traceparent", PARENT, "tracestate", "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
        assertThat(TraceContext.of(both::get)).isEqualTo(both);
        Map<String, String> later = Map.of("traceparent", PARENT.replaceFirst("00", "cc") + "-what-will-be");
        assertThat(TraceContext.of(later::get)).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01,00-4bf92f3577b34da6a3ce929d0e0e4736-1-01"
            })
    void what_is_no_trace_is_left_out_with_its_state(String parent) {
        assertThat(TraceContext.of(Map.of("traceparent", parent, "tracestate", "a=b")::get))
                .isEmpty();
    }

    @Test
    void a_broken_state_is_left_out_alone() {
        assertThat(TraceContext.of(Map.of("traceparent", PARENT, "tracestate", "a=ü")::get))
                .isEqualTo(Map.of("traceparent", PARENT));
        assertThat(TraceContext.of(Map.of("traceparent", PARENT, "tracestate", "a".repeat(513))::get))
                .isEqualTo(Map.of("traceparent", PARENT));
    }
}
