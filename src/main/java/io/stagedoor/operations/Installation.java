package io.stagedoor.operations;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.contract.Contract;
import io.stagedoor.history.History;
import io.stagedoor.routing.routes.RouteSource;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract, the broker and the routes of the running program, for those who show them. */
@Singleton
public class Installation {

    /**
     * What the program was started with.
     *
     * @param largestEvent in bytes
     * @param routes those that consume a channel
     * @param destinations the route of each, by its name, sorted
     * @param archives folders of this machine
     * @param history empty if none is kept
     */
    public record Parts(
            Contract contract,
            BrokerSettings broker,
            int largestEvent,
            List<ChannelRoute> routes,
            Map<String, RouteSource> destinations,
            Set<Path> archives,
            Optional<History> history) {

        public Parts {
            routes = List.copyOf(routes);
            destinations = Collections.unmodifiableMap(destinations);
            archives = Set.copyOf(archives);
        }

        /** The route that consumes the channel of this address. */
        public Optional<ChannelRoute> routeOf(String channel) {
            return routes.stream()
                    .filter(route -> route.channel().equals(channel))
                    .findFirst();
        }
    }

    /**
     * The route of a channel.
     *
     * @param channel the address
     * @param destinations names of those it can choose; without those whose address it calculates
     */
    public record ChannelRoute(String channel, RouteSource source, Set<String> destinations) {}

    private volatile Parts parts;

    public void complete(Parts parts) {
        this.parts = parts;
    }

    /** @throws IllegalStateException before the program has started, or in a command that runs no program */
    public Parts parts() {
        Parts known = parts;
        if (known == null) {
            throw new IllegalStateException("the program has not started");
        }
        return known;
    }

    /** @throws NotFound when the program has no route for it */
    public RouteSource destination(String name) {
        RouteSource route = parts().destinations().get(name);
        if (route == null) {
            throw new NotFound("there is no destination of this name; see the list of destinations");
        }
        return route;
    }
}
