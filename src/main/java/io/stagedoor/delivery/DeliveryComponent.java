package io.stagedoor.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.delivery.attempt.AttemptListener;
import io.stagedoor.event.EventBody;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * {@code delivery:<destination>}: begins a destination's route. Takes events from the queue {@code
 * deliver/<destination>}, and settles each by the result of the route.
 */
public final class DeliveryComponent extends DefaultComponent {

    private final AmqpConnector broker;
    private final Clock clock;
    private final Watch watch;
    private final AttemptListener listener;

    /** Up to a thousand causes: their texts may have addresses in them. */
    private final RepeatedLines faults = new RepeatedLines(Duration.ofMinutes(1), 1_000, System::nanoTime);

    public DeliveryComponent(AmqpConnector broker, Clock clock, Watch watch) {
        this(broker, clock, watch, AttemptListener.NONE);
    }

    /** @param listener learns of the attempts of all destinations */
    public DeliveryComponent(AmqpConnector broker, Clock clock, Watch watch, AttemptListener listener) {
        this.broker = broker;
        this.clock = clock;
        this.watch = watch;
        this.listener = listener;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        CamelContext camel = getCamelContext();
        camel.getCamelContextExtension().addInterceptStrategy(new MappingFailures());
        camel.getCamelContextExtension().addInterceptStrategy(new SendsOfAttempt());
        // Camel's own converter would parse the body again, and round numbers to doubles.
        camel.getTypeConverterRegistry()
                .addTypeConverter(
                        JsonNode.class,
                        EventBody.class,
                        new SimpleTypeConverter(false, (type, exchange, body) -> ((EventBody) body).json()));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        if (!destination.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("'" + destination
                    + "' is not a name for a destination: use lower-case letters, digits and single hyphens");
        }
        DeliveryEndpoint endpoint = new DeliveryEndpoint(uri, this, destination);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    AmqpConnector broker() {
        return broker;
    }

    Watch watch() {
        return watch;
    }

    AttemptListener listener() {
        return listener;
    }

    RepeatedLines faults() {
        return faults;
    }

    Clock clock() {
        return clock;
    }
}
