package io.stagedoor.delivery;

import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.order.OrderBy;
import io.stagedoor.delivery.queue.DeliveryOptions;
import io.stagedoor.text.DurationText;
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
    private int breakerFailures = 10;
    private String breakerPause = "30s";
    private String order = "";

    DeliveryEndpoint(String uri, DeliveryComponent component, String destination) {
        super(uri, component);
        this.component = component;
        this.destination = destination;
    }

    /** Delays after each failed attempt, with a unit (ms, s, m, h, d) and commas between; empty for a single attempt. */
    public void setSchedule(String schedule) {
        this.schedule = RetrySchedule.parse(schedule);
    }

    public String getSchedule() {
        return schedule.toString();
    }

    /** The maximum of events in flight to this destination, 1 to 10,000. */
    public void setWindow(int window) {
        if (window < 1 || window > 10_000) {
            throw new IllegalArgumentException("window=" + window + " is not 1 to 10000");
        }
        this.window = window;
    }

    public int getWindow() {
        return window;
    }

    /** Failures in a row that open the breaker, so that attempts stop until a probe succeeds, 1 to 10,000; 0: never. */
    public void setBreakerFailures(int failures) {
        if (failures < 0 || failures > 10_000) {
            throw new IllegalArgumentException("breakerFailures=" + failures + " is not 0 to 10000");
        }
        this.breakerFailures = failures;
    }

    public int getBreakerFailures() {
        return breakerFailures;
    }

    /** From there to the probe, and from each probe that failed to the next: a number and ms, s, m, h or d. */
    public void setBreakerPause(String pause) {
        DurationText.parse(pause.strip());
        this.breakerPause = pause.strip();
    }

    public String getBreakerPause() {
        return breakerPause;
    }

    /**
     * {@code entity}: events about the same entity, task or location arrive in the order in which they were sent. Or
     * JSON pointers into the event, separated by commas: the first that matches gives the key.
     */
    public void setOrder(String order) {
        OrderBy.parse(order);
        this.order = order.strip();
    }

    public String getOrder() {
        return order;
    }

    private DeliveryOptions options() {
        return new DeliveryOptions(
                destination,
                schedule,
                window,
                breakerFailures,
                DurationText.parse(breakerPause),
                order.isEmpty() ? null : OrderBy.parse(order));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DeliveryConsumer consumer = new DeliveryConsumer(
                this,
                processor,
                options(),
                component.broker(),
                component.clock(),
                component.log(),
                component.listener(),
                component.watch(),
                component.traces());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "delivery: can only begin a destination's route; send to it with amqp:queue:deliver/" + destination);
    }
}
