package io.stagedoor.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;

/**
 * Begins the spans of this program, by OpenTelemetry's semantic conventions for messaging (in development) and HTTP
 * (stable). Thread-safe.
 *
 * <p>A producer's context is the parent of its event's span and not only linked to it, as the conventions permit where a
 * span concerns a single message.
 */
public final class Traces {

    private static final String SCOPE = "io.stagedoor";

    private static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    private static final AttributeKey<String> QUEUE = stringKey("messaging.destination.name");
    private static final AttributeKey<Long> MESSAGES = longKey("messaging.batch.message_count");
    private static final AttributeKey<String> METHOD = stringKey("http.request.method");
    private static final AttributeKey<Long> RESENT = longKey("http.request.resend_count");
    private static final AttributeKey<String> SERVER = stringKey("server.address");
    private static final AttributeKey<Long> PORT = longKey("server.port");
    private static final AttributeKey<String> FILE = stringKey("file.path");
    private static final AttributeKey<String> ERROR = stringKey("error.type");

    /** The stable id of the event. */
    public static final AttributeKey<String> EVENT_ID = stringKey("stagedoor.event_id");

    /** What became of the event, in one word, as in the metrics. */
    public static final AttributeKey<String> OUTCOME = stringKey("stagedoor.outcome");

    /** The attempt at the destination, from 1. */
    static final AttributeKey<Long> ATTEMPT = longKey("stagedoor.attempt");

    /** Null without traces. */
    private final Tracer tracer;

    private Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Without spans: each is the context of its parent. */
    public static Traces off() {
        return new Traces(null);
    }

    public static Traces by(OpenTelemetry telemetry) {
        return new Traces(telemetry.getTracer(SCOPE));
    }

    public boolean on() {
        return tracer != null;
    }

    /** One event, taken from the queue. */
    public Span process(String queue, Context parent) {
        return on() ? messaging("process", "process", SpanKind.CONSUMER, queue, parent) : Span.fromContext(parent);
    }

    /** One event, sent to the queue; its context is for the event's message. */
    public Span send(String queue, Context parent) {
        return on() ? messaging("send", "send", SpanKind.PRODUCER, queue, parent) : Span.fromContext(parent);
    }

    /**
     * The transaction that moves events on.
     *
     * @param queue where they come from
     * @param messages all of the transaction
     * @param events their spans, at least one. A single one is the parent; several are linked, in both directions
     */
    public Span commit(String queue, int messages, List<Span> events) {
        boolean alone = events.size() == 1;
        SpanBuilder builder = builder(
                "commit",
                "settle",
                SpanKind.CLIENT,
                queue,
                alone ? Context.root().with(events.get(0)) : Context.root());
        if (messages > 1) {
            builder.setAttribute(MESSAGES, (long) messages);
        }
        if (!alone) {
            events.forEach(event -> builder.addLink(event.getSpanContext()));
        }
        Span commit = builder.startSpan();
        if (!alone) {
            events.forEach(event -> event.addLink(commit.getSpanContext()));
        }
        return commit;
    }

    private Span messaging(String operation, String type, SpanKind kind, String queue, Context parent) {
        return builder(operation, type, kind, queue, parent).startSpan();
    }

    private SpanBuilder builder(String operation, String type, SpanKind kind, String queue, Context parent) {
        return tracer.spanBuilder(operation + " " + queue)
                .setSpanKind(kind)
                .setParent(parent)
                .setAttribute(SYSTEM, "activemq")
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, type)
                .setAttribute(QUEUE, queue);
    }

    /**
     * One request. It has no {@code url.full}: the path of a webhook may be its secret.
     *
     * @param resent how many requests for the same event came before it
     */
    Span post(String host, int port, int resent, Context parent) {
        if (!on()) {
            return Span.fromContext(parent);
        }
        SpanBuilder builder = tracer.spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute(METHOD, "POST")
                .setAttribute(SERVER, host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setAttribute(PORT, (long) port);
        if (resent > 0) {
            builder.setAttribute(RESENT, (long) resent);
        }
        return builder.startSpan();
    }

    /** @param file in the folder of the archive */
    Span archive(String file, Context parent) {
        return on()
                ? tracer.spanBuilder("archive")
                        .setParent(parent)
                        .setAttribute(FILE, file)
                        .startSpan()
                : Span.fromContext(parent);
    }

    /** @param error its kind, of few values: no text of a message or of an answer */
    public static void fails(Span span, String error) {
        span.setAttribute(ERROR, error).setStatus(StatusCode.ERROR);
    }
}
