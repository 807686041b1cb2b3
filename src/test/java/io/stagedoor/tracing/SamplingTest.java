package io.stagedoor.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which spans are sampled: a producer decides for its event, and a commit follows its events. */
class SamplingTest {

    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .setSampler(new SampledByLink(Sampler.parentBased(Sampler.alwaysOff())))
            .build();
    private final Traces traces =
            Traces.by(OpenTelemetrySdk.builder().setTracerProvider(provider).build());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void the_producer_decides_for_its_event_and_the_ratio_for_the_others() {
        assertThat(event(SAMPLED).isRecording()).isTrue();
        assertThat(event(SAMPLED.replaceFirst("01$", "00")).isRecording()).isFalse();
        assertThat(traces.process("q", Context.root()).isRecording()).isFalse();
    }

    @Test
    void a_commit_of_several_sampled_events_is_sampled_whatever_the_ratio_says() {
        SpanContext commit =
                traces.commit("q", 3, List.of(event(SAMPLED), event(SAMPLED))).getSpanContext();

        assertThat(commit.isSampled()).isTrue();
        assertThat(commit.getTraceId()).isNotEqualTo(SAMPLED.substring(3, 35));
    }

    @Test
    void the_commit_of_a_single_sampled_event_is_in_its_trace() {
        SpanContext commit = traces.commit("q", 3, List.of(event(SAMPLED))).getSpanContext();

        assertThat(commit.getTraceId()).isEqualTo(SAMPLED.substring(3, 35));
    }

    @Test
    void an_event_that_is_not_sampled_has_a_context_all_the_same() {
        Span span = traces.process("q", Context.root());

        assertThat(TraceContext.headers(Context.root().with(span)))
                .extracting(headers -> headers.get(TraceContext.PARENT))
                .asString()
                .endsWith("-00");
    }

    private Span event(String traceparent) {
        return traces.process("q", TraceContext.of(Map.of(TraceContext.PARENT, traceparent)::get));
    }
}
