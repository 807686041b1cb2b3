package io.stagedoor.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Samples a commit whenever it has sampled events. A commit of several events has no parent to ask, and a ratio would
 * leave out most of those that a sampled event links to.
 */
record SampledByLink(Sampler others) implements Sampler {

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean linked = !Span.fromContext(parent).getSpanContext().isValid()
                && links.stream().anyMatch(link -> link.getSpanContext().isSampled());
        return linked
                ? SamplingResult.recordAndSample()
                : others.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "SampledByLink{" + others.getDescription() + "}";
    }
}
