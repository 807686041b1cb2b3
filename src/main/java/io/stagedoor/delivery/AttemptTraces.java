package io.stagedoor.delivery;

import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.queue.DeliveryOptions;
import io.stagedoor.tracing.AttemptTrace;
import io.stagedoor.tracing.Traces;
import io.stagedoor.wire.QueueNames;
import java.util.Locale;
import org.apache.camel.Exchange;

/** The traces of a destination's attempts: each event continues the trace in which it was routed. */
final class AttemptTraces {

    private final Traces traces;
    private final String queue;

    AttemptTraces(Traces traces, DeliveryOptions options) {
        this.traces = traces;
        this.queue = options.queue();
    }

    /** Attaches it to the exchange, for the webhook and the archive, and for a message that the route sends. */
    AttemptTrace begin(Received received, Delivery delivery, Exchange exchange) {
        AttemptTrace trace = AttemptTrace.begin(
                traces,
                queue,
                delivery.eventId(),
                delivery.attempts().made() + delivery.attempts().faults(),
                received::property);
        trace.attachTo(exchange);
        trace.headers().forEach(exchange.getIn()::setHeader);
        return trace;
    }

    /** @param failure null when the attempt succeeded */
    void end(AttemptTrace trace, Failure failure, Verdict verdict) {
        trace.end(
                verdict.outcome(),
                failure == null ? null : error(failure),
                verdict instanceof Verdict.GiveUp ? QueueNames.deadLetter(queue) : null);
    }

    private static String error(Failure failure) {
        return failure.status() == null
                ? failure.kind().name().toLowerCase(Locale.ROOT)
                : failure.status().toString();
    }
}
