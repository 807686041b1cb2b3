package io.stagedoor.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads and writes a trace context: W3C Trace Context in application properties of a message, and in headers of a
 * webhook. What is written is made from what was understood, never copied.
 */
public final class TraceContext {

    /** Version, trace id, span id and flags: W3C Trace Context, 3.2. */
    public static final String PARENT = "traceparent";

    /** What tracing systems add for themselves: W3C Trace Context, 3.3. */
    public static final String STATE = "tracestate";

    /** Characters; what everybody has to pass on (3.3.1.5). A longer state is left out, the context stays. */
    private static final int LONGEST_STATE = 512;

    private static final TextMapGetter<Function<String, ?>> PROPERTIES = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(Function<String, ?> carrier) {
            return List.of(PARENT, STATE);
        }

        @Override
        public String get(Function<String, ?> carrier, String name) {
            String text = carrier.apply(name) instanceof String value ? value : null;
            return text != null && name.equals(STATE) && text.length() > LONGEST_STATE ? null : text;
        }
    };

    private TraceContext() {}

    /**
     * @param property gives a property by its name, or null
     * @return the root, if there is no context or a malformed one
     */
    public static Context of(Function<String, ?> property) {
        return property.apply(PARENT) instanceof String
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), property, PROPERTIES)
                : Context.root();
    }

    /** By name: {@link #PARENT} and, where there is one, {@link #STATE}; empty for the root. */
    public static Map<String, String> headers(Context context) {
        if (context == Context.root()) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return headers;
    }
}
