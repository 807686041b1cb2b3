package io.stagedoor.routing.check;

import io.stagedoor.contract.Contract;
import io.stagedoor.routing.routes.RouteFileException;
import io.stagedoor.routing.routes.Routes;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/**
 * Finds mistakes that Camel does not notice, and that would show only when events pile up: a channel that is not in the
 * contract, a destination that nobody consumes, two routes that take each other's events.
 */
public final class RouteCheck {

    public static final String DELIVERY = "delivery:";

    private final Contract contract;
    private final QueueRules queues;

    public RouteCheck(Contract contract, QueueRules queues) {
        this.contract = contract;
        this.queues = queues;
    }

    public void check(List<RouteDefinition> routes) throws RouteFileException {
        Map<String, RouteDefinition> byFrom = new HashMap<>();
        for (RouteDefinition route : routes) {
            String from = Routes.from(route);
            // The prefix queue: is optional: with or without it, the address is the same queue.
            RouteDefinition other = byFrom.put(address(from).orElse(from), route);
            if (other != null) {
                throw wrong(
                        route,
                        route.getInput().getLineNumber(),
                        "the route " + route.getRouteId() + " consumes " + from + " as " + other.getRouteId() + " in "
                                + Routes.file(other) + " does: each event would reach only one of them");
            }
            requireChannel(route, from);
        }
        queues.consumed(routes.stream()
                .flatMap(route -> address(Routes.from(route)).stream())
                .toList());
        queues.destinations(byFrom.keySet().stream()
                .filter(from -> from.startsWith(DELIVERY))
                .map(from -> from.substring(DELIVERY.length()))
                .toList());
        for (RouteDefinition route : routes) {
            String options = options(route.getInput().getEndpointUri()).orElse(null);
            if (options != null) {
                throw wrong(route, route.getInput().getLineNumber(), options);
            }
            for (ProcessorDefinition<?> step : Routes.steps(route)) {
                requireQueue(route, step, Routes.uri(step).orElse(""));
            }
        }
        new StepCheck(routes).check();
    }

    private void requireChannel(RouteDefinition route, String from) throws RouteFileException {
        String address = address(from).orElse(null);
        Optional<String> whyNot = Optional.ofNullable(address).flatMap(contract::whyNot);
        if (whyNot.isPresent()) {
            throw wrong(route, route.getInput().getLineNumber(), whyNot.get());
        }
    }

    private void requireQueue(RouteDefinition route, ProcessorDefinition<?> step, String uri)
            throws RouteFileException {
        // A calculated address is checked at each send.
        Optional<String> refusal =
                uri.startsWith("amqp:") && !uri.contains("$") ? queues.refusalOf(Routes.bare(uri)) : Optional.empty();
        if (refusal.isEmpty()) {
            refusal = options(uri);
        }
        if (refusal.isPresent()) {
            throw Routes.wrong(route, step, refusal.get());
        }
    }

    private static Optional<String> options(String uri) {
        int query = uri.indexOf('?');
        if (!uri.startsWith("amqp:") || query < 0) {
            return Optional.empty();
        }
        try {
            return AmqpOptions.refusal(URISupport.parseQuery(uri.substring(query + 1)));
        } catch (URISyntaxException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The queue of an {@code amqp:} endpoint. */
    public static Optional<String> address(String uri) {
        return uri.startsWith("amqp:") ? Optional.of(uri.replaceFirst("amqp:(queue:)?", "")) : Optional.empty();
    }

    private static RouteFileException wrong(RouteDefinition route, int line, String reason) {
        return new RouteFileException(Routes.file(route), line, reason, null);
    }
}
