package io.stagedoor.routing;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import jakarta.jms.JMSException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.util.ObjectHelper;

/**
 * The end of every pass through a channel's route. An event that the route sent nowhere becomes a dead letter, never
 * nothing. An event on which the route failed becomes a {@link Suspects suspect}, unless the broker was at fault.
 */
final class UnroutedPolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private final DeadLetterSender deadLetters;
    private final Suspects suspects;

    UnroutedPolicy(DeadLetterSender deadLetters, Suspects suspects) {
        this.deadLetters = deadLetters;
        this.suspects = suspects;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Event event = Event.of(exchange);
        if (event == null || !route.getRouteId().equals(exchange.getFromRouteId())) {
            return;
        }
        Exception failure = exchange.getException();
        if (failure == null) {
            rescueUnrouted(event, exchange);
        } else if (ObjectHelper.getException(JMSException.class, failure) == null && event.id() != null) {
            suspects.add(event, "the route " + route.getRouteId() + " failed: " + rootMessage(failure));
        }
    }

    private void rescueUnrouted(Event event, Exchange exchange) {
        if (event.routed()) {
            return;
        }
        try {
            deadLetters.send(
                    event,
                    DeadLetter.ofRoute(
                            DeadLetterReason.UNROUTED,
                            exchange.getFromRouteId(),
                            "no branch of the route sent the event anywhere"));
        } catch (JMSException e) {
            // Camel would only log it; this way the transaction rolls back and the event stays in its queue.
            exchange.setException(e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
