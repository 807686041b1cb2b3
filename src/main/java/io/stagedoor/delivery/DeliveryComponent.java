package io.stagedoor.delivery;

import io.stagedoor.broker.AmqpConnector;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code delivery:<destination>}: where a destination's route begins. Takes events from the queue
 * {@code deliver/<destination>}, and settles each by what the route made of it.
 */
public final class DeliveryComponent extends DefaultComponent {

    private final AmqpConnector broker;
    private final Clock clock;

    public DeliveryComponent(AmqpConnector broker, Clock clock) {
        this.broker = broker;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        if (!destination.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("'" + destination
                    + "' is no name for a destination: use lower-case letters, digits and single hyphens");
        }
        DeliveryEndpoint endpoint = new DeliveryEndpoint(uri, this, destination);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    AmqpConnector broker() {
        return broker;
    }

    Clock clock() {
        return clock;
    }
}
