package io.stagedoor.routing;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Notes on an event that its route sent it somewhere, so that {@link UnroutedPolicy} finds those it sent nowhere. */
final class SentMarker implements InterceptStrategy {

    /** Steps that look at an event, or hand it to another route, and take it nowhere themselves. */
    private static final Set<String> NOWHERE = Set.of("json-validator", "log", "direct", "language", "mock", "stub");

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        if (!takesAway(node)) {
            return target;
        }
        return new DelegateAsyncProcessor(AsyncProcessorConverterHelper.convert(target)) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Event event = Event.of(exchange);
                if (event != null) {
                    event.markRouted();
                }
                return getProcessor().process(exchange, callback);
            }
        };
    }

    private static boolean takesAway(NamedNode node) {
        if (node instanceof ToDynamicDefinition || node instanceof RecipientListDefinition<?>) {
            return true;
        }
        return node instanceof SendDefinition<?> send && !NOWHERE.contains(scheme(send.getEndpointUri()));
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }
}
