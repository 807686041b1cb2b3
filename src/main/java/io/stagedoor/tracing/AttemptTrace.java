package io.stagedoor.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The span of one attempt, and those of the steps in it. It travels with the exchange of the attempt. */
public final class AttemptTrace {

    private static final String PROPERTY = "stagedoor.trace";
    private static final AttemptTrace NONE = new AttemptTrace(Traces.off(), Context.root(), Span.getInvalid(), 0);

    private final Traces traces;
    private final Context context;
    private final Span span;
    private final AtomicInteger posts;

    private AttemptTrace(Traces traces, Context context, Span span, int earlier) {
        this.traces = traces;
        this.context = context;
        this.span = span;
        this.posts = new AtomicInteger(earlier);
    }

    /**
     * @param earlier attempts before this one
     * @param property gives an application property of the event's message by its name, or null
     */
    public static AttemptTrace begin(
            Traces traces, String queue, String eventId, int earlier, Function<String, ?> property) {
        Context sent = TraceContext.of(property);
        if (!traces.on()) {
            return sent == Context.root() ? NONE : new AttemptTrace(traces, sent, Span.fromContext(sent), earlier);
        }
        Span span = traces.process(queue, sent)
                .setAttribute(Traces.EVENT_ID, eventId)
                .setAttribute(Traces.ATTEMPT, earlier + 1L);
        return new AttemptTrace(traces, sent.with(span), span, earlier);
    }

    /** That of the exchange; one without a context if the exchange is no attempt. */
    public static AttemptTrace of(Exchange exchange) {
        AttemptTrace trace = exchange.getProperty(PROPERTY, AttemptTrace.class);
        return trace == null ? NONE : trace;
    }

    public void attachTo(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** The id of the trace, 32 hexadecimal digits; null if there is no trace. */
    public String id() {
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
    }

    /** What a message or a request of this attempt is to carry, by name. */
    public Map<String, String> headers() {
        return TraceContext.headers(context);
    }

    /** A request to the receiver begins. */
    public PostSpan post(String host, int port) {
        return new PostSpan(traces.post(host, port, traces.on() ? posts.getAndIncrement() : 0, context));
    }

    /**
     * The writing of a line begins; {@link #end} ends it.
     *
     * @param file in the folder of the archive
     */
    public Span archive(String file) {
        return traces.archive(file, context);
    }

    /** @param failure null if the step succeeded */
    public static void end(Span step, Throwable failure) {
        if (failure != null) {
            Traces.fails(step, failure.getClass().getName());
        }
        step.end();
    }

    /**
     * The attempt ends.
     *
     * @param error the kind of its failure; null when it succeeded
     * @param deadLetters the queue that the event goes to as a dead letter; null if it is none
     */
    public void end(String outcome, String error, String deadLetters) {
        if (!traces.on()) {
            return;
        }
        span.setAttribute(Traces.OUTCOME, outcome);
        if (error != null) {
            Traces.fails(span, error);
        }
        if (deadLetters != null) {
            traces.send(deadLetters, context).end(); // Sent when the event is settled, a moment later.
        }
        span.end();
    }
}
