package io.stagedoor.routing.exchange;

import io.stagedoor.contract.schema.Violation;
import io.stagedoor.event.NotJson;
import io.stagedoor.routing.transaction.Event;
import io.stagedoor.routing.transaction.Outbox;
import io.stagedoor.routing.transaction.SeenEvents;
import jakarta.jms.JMSException;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Takes an event through the route of its channel. It wraps the route, so that nothing in the route can disable it.
 *
 * <pre>
 *   {@link Intake} ─▶ valid? ─▶ the route ─▶ has it sent anything? ─▶ routed at the commit
 *      │ repeated        │         │ failed         │ no
 *      ▼                 ▼         ▼                ▼
 *    dropped          invalid   undeliverable    unrouted:  the dead letter alone, and nothing of what the route sent
 * </pre>
 *
 * A fault of the broker rolls the transaction back.
 */
public final class ChannelPass extends DelegateAsyncProcessor {

    private final Intake intake;
    private final SeenEvents seen;
    private final DeadLetterSender deadLetters;
    private final RouteFaults faults;

    public ChannelPass(
            Processor route, Intake intake, SeenEvents seen, DeadLetterSender deadLetters, RouteFaults faults) {
        super(route);
        this.faults = faults;
        this.intake = intake;
        this.seen = seen;
        this.deadLetters = deadLetters;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        process(exchange);
        callback.done(true);
        return true;
    }

    /** Returns when the route has finished with the event, on whatever threads. */
    @Override
    public void process(Exchange exchange) {
        try {
            intake.process(exchange);
            if (exchange.isRouteStop()) {
                return;
            }
            validate(Event.of(exchange));
            PluginHelper.getAsyncProcessorAwaitManager(exchange.getContext()).process(processor, exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        Event event = seen.current().taken();
        if (event != null && event.id() != null) {
            judge(event, exchange);
        }
    }

    private static void validate(Event event) throws NotJson, InvalidEvent {
        List<Violation> violations =
                event.channel().schema().validate(event.body().json());
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            throw new InvalidEvent(
                    first.pointer(), first.keyword(), first.message() + RouteFaults.more(violations.size()));
        }
        event.markValid();
    }

    private void judge(Event event, Exchange exchange) {
        Outbox outbox = seen.current().outbox();
        Exception failure = failure(exchange, outbox);
        if (failure == null && !outbox.isEmpty()) {
            event.markRouted();
            return;
        }
        if (failure != null && faults.isOfTheBroker(failure)) {
            exchange.setException(failure);
            return;
        }
        outbox.dropPending();
        exchange.setException(null);
        exchange.setRollbackOnly(false);
        exchange.setRollbackOnlyLast(false);
        try {
            deadLetters.send(event, faults.deadLetter(exchange.getFromRouteId(), failure));
        } catch (JMSException e) {
            exchange.setException(e);
        }
    }

    private static Exception failure(Exchange exchange, Outbox outbox) {
        if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            return new RouteFailed("the route marks the event for a rollback, and it would come again for ever");
        }
        return exchange.getException() == null ? outbox.failure() : exchange.getException();
    }
}
