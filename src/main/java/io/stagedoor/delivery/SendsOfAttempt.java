package io.stagedoor.delivery;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Reports the result of each send in a route to the {@link WholeAttempt}, before anything in the route can hide it. */
final class SendsOfAttempt implements InterceptStrategy {

    /** Components that send nothing: they only read an event, or pass it to other steps. */
    private static final Set<String> NOWHERE =
            Set.of("direct", "log", "language", "bean", "class", "dataformat", "json-validator");

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        if (!sends(step)) {
            return target;
        }
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, sync -> {
                    WholeAttempt.sent(exchange, exchange.getException());
                    callback.done(sync);
                });
            }
        };
    }

    private static boolean sends(NamedNode step) {
        return step instanceof ToDynamicDefinition
                || step instanceof ToDefinition to && !NOWHERE.contains(scheme(to.getEndpointUri()));
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }
}
