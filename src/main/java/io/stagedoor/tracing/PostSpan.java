package io.stagedoor.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The span of one POST to a receiver; its context goes along. */
public final class PostSpan {

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final Span span;

    PostSpan(Span span) {
        this.span = span;
    }

    /** The headers of the request together with those of the trace, which nothing else may set. */
    public Map<String, String> addTo(Map<String, String> headers) {
        if (!span.getSpanContext().isValid()) {
            return headers;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(TraceContext.headers(Context.root().with(span)));
        return all;
    }

    /** The receiver answered; anything but 2xx is a failure, as no redirect is followed. */
    public void answered(int status) {
        span.setAttribute(STATUS, (long) status);
        if (status < 200 || status >= 300) {
            Traces.fails(span, Integer.toString(status));
        }
        span.end();
    }

    /** There was no answer, or not an HTTP one. */
    public void failed(Throwable cause) {
        Traces.fails(
                span,
                cause instanceof TimeoutException ? "timeout" : cause.getClass().getName());
        span.end();
    }
}
