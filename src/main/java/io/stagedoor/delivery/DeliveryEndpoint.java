package io.stagedoor.delivery;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of {@code delivery:<destination>}. */
public final class DeliveryEndpoint extends DefaultEndpoint {

    private final DeliveryComponent component;
    private final String destination;
    private RetrySchedule schedule = RetrySchedule.parse(RetrySchedule.STANDARD_WEBHOOKS);
    private int window = 64;

    DeliveryEndpoint(String uri, DeliveryComponent component, String destination) {
        super(uri, component);
        this.component = component;
        this.destination = destination;
    }

    /** Delays after each failed attempt, with a unit (ms, s, m, h) and commas between; empty for a single attempt. */
    public void setSchedule(String schedule) {
        this.schedule = RetrySchedule.parse(schedule);
    }

    public String getSchedule() {
        return schedule.toString();
    }

    /** The most events in flight to this destination, 1 to 10,000. */
    public void setWindow(int window) {
        if (window < 1 || window > 10_000) {
            throw new IllegalArgumentException("window=" + window + " is not 1 to 10000");
        }
        this.window = window;
    }

    public int getWindow() {
        return window;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DeliveryConsumer consumer = new DeliveryConsumer(
                this, processor, destination, schedule, window, component.broker(), component.clock());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "delivery: is where a destination's route begins; send to it with amqp:queue:deliver/" + destination);
    }
}
