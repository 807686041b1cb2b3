package io.stagedoor.routing;

import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.routes.Routes;
import io.stagedoor.wire.QueueNames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Which destinations a route sends to, itself and by the routes that it calls. Not those of a calculated address. */
final class Reach {

    private static final String DIRECT = "direct:";

    private Reach() {}

    static Set<String> from(String address, List<RouteDefinition> routes) {
        Set<String> destinations = new TreeSet<>();
        Set<String> known = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(address));
        while (!open.isEmpty()) {
            String from = open.remove();
            for (RouteDefinition route : routes) {
                String input = Routes.from(route);
                if (!RouteCheck.address(input).orElse(input).equals(from)) {
                    continue;
                }
                for (ProcessorDefinition<?> step : Routes.steps(route)) {
                    String uri = Routes.bare(Routes.uri(step).orElse(""));
                    RouteCheck.address(uri)
                            .filter(QueueNames::isDestination)
                            .map(QueueNames::destinationOf)
                            .ifPresent(destinations::add);
                    if (uri.startsWith(DIRECT) && known.add(uri)) {
                        open.add(uri);
                    }
                }
            }
        }
        return destinations;
    }
}
