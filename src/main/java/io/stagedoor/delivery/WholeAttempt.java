package io.stagedoor.delivery;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * An attempt's way through the route of its destination. A send that failed, and that nothing was sent after, fails the
 * attempt, whoever in the route took the failure away: {@code doTry}, {@code onException}, an interceptor.
 */
final class WholeAttempt extends DelegateAsyncProcessor {

    private static final String PROPERTY = "stagedoor.delivery.unsent";

    WholeAttempt(Processor route) {
        super(route);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        AtomicReference<Exception> unsent = new AtomicReference<>();
        exchange.setProperty(PROPERTY, unsent);
        return super.process(exchange, sync -> {
            if (exchange.getException() == null) {
                exchange.setException(failure(exchange, unsent.get()));
            }
            callback.done(sync);
        });
    }

    private static Exception failure(Exchange exchange, Exception unsent) {
        return unsent == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())
                ? new IllegalStateException("the route marks the event for a rollback")
                : unsent;
    }

    /** A send of the exchange ended so; null where it was sent. What is no attempt is left alone. */
    @SuppressWarnings("unchecked")
    static void sent(Exchange exchange, Exception failure) {
        AtomicReference<Exception> unsent = exchange.getProperty(PROPERTY, AtomicReference.class);
        if (unsent != null) {
            unsent.set(failure);
        }
    }
}
