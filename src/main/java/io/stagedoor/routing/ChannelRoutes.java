package io.stagedoor.routing;

import io.stagedoor.routing.check.FanOut;
import io.stagedoor.routing.routes.Routes;
import io.stagedoor.routing.transaction.Batch;
import io.stagedoor.routing.transaction.SeenEvents;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelLogger;

/** What every route gets without writing it. Not public: Camel would find it and start one of its own. */
final class ChannelRoutes extends RouteConfigurationBuilder {

    private final SeenEvents seen;

    ChannelRoutes(SeenEvents seen) {
        this.seen = seen;
    }

    @Override
    public void configuration() {
        // A failure is logged once, with its facts: by the delivery stage, or where it becomes a dead letter. Where
        // Camel
        // has nothing to repeat it looks at the level alone (4.17).
        routeConfiguration()
                .errorHandler(defaultErrorHandler()
                        .logExhausted(false)
                        .logger(new CamelLogger("io.stagedoor.routing", LoggingLevel.OFF)));
    }

    /** To be called when all files are loaded, and before anything starts. */
    public void complete(List<RouteDefinition> routes) {
        Set<OnExceptionDefinition> handlers = new LinkedHashSet<>();
        for (RouteDefinition route : routes) {
            for (ProcessorDefinition<?> step : Routes.steps(route)) {
                FanOut.of(step).ifPresent(FanOut::failsAsAWhole);
                if (step instanceof OnExceptionDefinition handler) {
                    handlers.add(handler); // One of a routeConfiguration stands in several routes.
                }
            }
        }
        handlers.forEach(handler -> handler.getOutputs().add(0, new ProcessDefinition(this::caught)));
    }

    /** Whoever takes a failure away is to send the event elsewhere. */
    private void caught(Exchange exchange) {
        Batch batch = seen.current();
        if (batch != null) {
            batch.outbox().fails(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        }
    }
}
