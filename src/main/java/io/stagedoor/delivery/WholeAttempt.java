package io.stagedoor.delivery;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Takes an attempt through the route of its destination. If the last send failed, the attempt fails, even if the route
 * hid the failure by {@code doTry}, {@code onException} or an interceptor.
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

    /** Notes the result of a send; null if it succeeded. Ignores exchanges that are no attempts. */
    @SuppressWarnings("unchecked")
    static void sent(Exchange exchange, Exception failure) {
        AtomicReference<Exception> unsent = exchange.getProperty(PROPERTY, AtomicReference.class);
        if (unsent != null) {
            unsent.set(failure);
        }
    }
}
