package io.stagedoor.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.delivery.attempt.AttemptListener;
import io.stagedoor.event.EventBody;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final Traces traces;
    private final AttemptLog log = new AttemptLog();
    private ScheduledExecutorService summaries;

    public DeliveryComponent(AmqpConnector broker, Clock clock, Watch watch) {
        this(broker, clock, watch, AttemptListener.NONE, Traces.off());
    }

    /** @param listener learns of the attempts of all destinations */
    public DeliveryComponent(AmqpConnector broker, Clock clock, Watch watch, AttemptListener listener, Traces traces) {
        this.broker = broker;
        this.clock = clock;
        this.watch = watch;
        this.listener = listener;
        this.traces = traces;
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
    protected void doStart() throws Exception {
        super.doStart();
        summaries = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "attempts left out of the log");
            thread.setDaemon(true);
            return thread;
        });
        long seconds = AttemptLog.SUMMARY.toSeconds();
        summaries.scheduleWithFixedDelay(log::summarize, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (summaries != null) {
            summaries.shutdownNow();
            log.summarize();
        }
        super.doStop();
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

    Traces traces() {
        return traces;
    }

    AttemptLog log() {
        return log;
    }

    Clock clock() {
        return clock;
    }
}
