package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.delivery.queue.DestinationQueueRig;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.watch.Watch;
import java.time.Clock;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The dead letter of a destination names the route that gave up, even if its name differs from the destination's. */
class DeadLetterOfARouteTest extends DestinationQueueRig {

    @Test
    void a_dead_letter_names_its_destination_and_the_destinations_route() throws Exception {
        send("A", 1);
        try (DefaultCamelContext camel = new DefaultCamelContext();
                Amqp amqp = amqp()) {
            camel.addComponent(
                    "delivery",
                    new DeliveryComponent(connector, Clock.systemUTC(), new Watch(new SimpleMeterRegistry())));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("delivery:x?schedule=")
                            .routeId("to-x-by-post")
                            .throwException(IllegalStateException.class, "boom");
                }
            });
            camel.start();

            Taken dead = amqp.take("dead-letter/" + QUEUE);
            assertThat(dead.text("route")).isEqualTo("to-x-by-post");
            assertThat(dead.text("destination")).isEqualTo("x");
            assertThat(dead.text("reason")).isEqualTo("exhausted");
        }
    }
}
