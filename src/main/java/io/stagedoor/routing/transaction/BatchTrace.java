package io.stagedoor.routing.transaction;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.stagedoor.tracing.TraceContext;
import io.stagedoor.tracing.Traces;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jms.support.JmsUtils;

/**
 * The spans of one batch. That of an event ends with the transaction: before, the event is still in its queue.
 *
 * <pre>
 *   process ─────────────────────────────┤      one of each event
 *     └ send deliver/x ──────────────┤          one of each message that it becomes
 *                             commit ────┤      linked with all events of the batch
 * </pre>
 */
final class BatchTrace {

    private static final String ROLLED_BACK = "rolled-back";
    private static final String ROUTED = "routed";
    private static final String DUPLICATE = "duplicate";

    private final Traces traces;
    private final String channel;

    /** Those that are recorded, of the events that have left their route. */
    private final List<Span> events = new ArrayList<>();

    private int left;
    private Context context = Context.root();
    private Span commit;

    BatchTrace(Traces traces, String channel) {
        this.traces = traces;
        this.channel = channel;
    }

    /** An event enters its route. */
    void takes(Event event) {
        context = TraceContext.of(name -> property(event.message(), name));
        if (traces.on()) {
            context = context.with(traces.process(channel, context));
        }
    }

    private static Object property(Message message, String name) {
        try {
            return message.getObjectProperty(name);
        } catch (JMSException e) {
            throw JmsUtils.convertJmsAccessException(e);
        }
    }

    /** Begins the span of a message that the event becomes; it ends when the message is sent. */
    Span sends(String address) {
        return traces.send(address, context);
    }

    /** Writes the span's context into its message. */
    static void write(Span span, Message message) {
        if (!span.getSpanContext().isValid()) {
            return;
        }
        try {
            for (Map.Entry<String, String> header :
                    TraceContext.headers(Context.root().with(span)).entrySet()) {
                message.setStringProperty(header.getKey(), header.getValue());
            }
        } catch (JMSException e) {
            throw JmsUtils.convertJmsAccessException(e);
        }
    }

    /** The event has left its route, in whatever way. */
    void passed(Event event, boolean repeated) {
        if (!traces.on()) {
            return;
        }
        Span span = Span.fromContext(context);
        if (span.isRecording()) {
            span.setAttribute(Traces.EVENT_ID, event.id());
            if (event.deadFor() != null) {
                span.setAttribute(Traces.OUTCOME, event.deadFor().word());
                Traces.fails(span, event.deadFor().word());
            } else {
                span.setAttribute(Traces.OUTCOME, repeated ? DUPLICATE : ROUTED);
            }
            events.add(span);
        }
        left++;
    }

    void commits() {
        if (!events.isEmpty()) {
            commit = traces.commit(channel, left, events);
        }
    }

    void committed() {
        if (commit != null) {
            commit.end();
        }
        end();
    }

    /** Has no effect after a commit. */
    void rolledBack() {
        if (commit != null) {
            Traces.fails(commit, ROLLED_BACK);
            commit.end();
        }
        for (Span event : events) {
            event.setAttribute(Traces.OUTCOME, ROLLED_BACK);
            Traces.fails(event, ROLLED_BACK);
        }
        end();
    }

    private void end() {
        events.forEach(Span::end);
        events.clear();
        commit = null;
        left = 0;
    }
}
