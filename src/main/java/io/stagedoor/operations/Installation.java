package io.stagedoor.operations;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.contract.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The contract, the broker and the routes of the running program, for those who show them. */
@Singleton
public class Installation {

    /**
     * What the program was started with.
     *
     * @param routes those that consume a channel
     * @param destinations the description of each, by its name
     */
    public record Parts(
            Contract contract, BrokerSettings broker, List<ChannelRoute> routes, Map<String, String> destinations) {

        public Parts {
            routes = List.copyOf(routes);
            destinations = Map.copyOf(destinations);
        }
    }

    /**
     * @param channel the address
     * @param id of the route
     */
    public record ChannelRoute(String channel, String id) {}

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
}
