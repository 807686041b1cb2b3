package io.stagedoor.routing;

import io.stagedoor.contract.Contract;
import io.stagedoor.event.DestinationQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/**
 * What Camel would not notice and nobody would see until events pile up: a channel that is not in the contract, a
 * destination that nobody works, two routes that take each other's events.
 */
final class RouteCheck {

    static final String DELIVERY = "delivery:";

    private final Contract contract;

    RouteCheck(Contract contract) {
        this.contract = contract;
    }

    void check(List<RouteDefinition> routes) throws RouteFileException {
        Map<String, RouteDefinition> byFrom = new HashMap<>();
        for (RouteDefinition route : routes) {
            String from = Routes.from(route);
            // With queue: or without, it is the same queue.
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
        for (RouteDefinition route : routes) {
            requireDestinations(route, byFrom);
            if (address(Routes.from(route)).isPresent()) {
                OneTransaction.check(route);
            }
        }
    }

    private void requireChannel(RouteDefinition route, String from) throws RouteFileException {
        String address = address(from).orElse(null);
        Optional<String> whyNot = Optional.ofNullable(address).flatMap(contract::whyNot);
        if (whyNot.isPresent()) {
            throw wrong(route, route.getInput().getLineNumber(), whyNot.get());
        }
    }

    private static void requireDestinations(RouteDefinition route, Map<String, RouteDefinition> byFrom)
            throws RouteFileException {
        for (SendDefinition<?> send : Routes.sends(route)) {
            String address = address(Routes.bare(send.getEndpointUri())).orElse("");
            if (DestinationQueue.is(address) && !byFrom.containsKey(DELIVERY + name(address))) {
                String known = byFrom.keySet().stream()
                        .filter(from -> from.startsWith(DELIVERY))
                        .map(from -> from.substring(DELIVERY.length()))
                        .sorted()
                        .collect(Collectors.joining(", "));
                throw wrong(
                        route,
                        send.getLineNumber(),
                        "there is no destination '" + name(address) + "': no route begins with " + DELIVERY
                                + name(address) + "; the destinations are " + known);
            }
        }
    }

    private static String name(String address) {
        return DestinationQueue.destination(address);
    }

    /** The queue of an {@code amqp:} endpoint. */
    static Optional<String> address(String uri) {
        return uri.startsWith("amqp:") ? Optional.of(uri.replaceFirst("amqp:(queue:)?", "")) : Optional.empty();
    }

    private static RouteFileException wrong(RouteDefinition route, int line, String reason) {
        return new RouteFileException(Routes.file(route), line, reason, null);
    }
}
