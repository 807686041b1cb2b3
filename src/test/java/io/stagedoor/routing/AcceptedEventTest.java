package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Amqp.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From when on an event counts. */
class AcceptedEventTest extends RoutesRig {

    private static final String INGRESS = "x-opt-ingress-time";
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05.678Z");

    @BeforeEach
    void route() throws Exception {
        start(to("amqp:queue:deliver/a"));
    }

    private static Message<byte[]> message() throws Exception {
        return Message.create(event().getBytes(StandardCharsets.UTF_8)).durable(true);
    }

    private Taken routed(Message<?> message) throws Exception {
        amqp.send(CHANNEL, message);
        broker.awaitDepth(CHANNEL, 0);
        return takeAll("deliver/a").get(0);
    }

    @Test
    void it_counts_from_the_moment_when_the_broker_accepted_it() throws Exception {
        Taken taken = routed(message().annotation(INGRESS, LONG_AGO.toEpochMilli()));

        assertThat(taken.text("accepted")).isEqualTo(LONG_AGO.toString());
        assertThat(Instant.parse(taken.text("received"))).isAfter(LONG_AGO);
    }

    @Test
    void a_broker_that_is_ahead_of_us_accepted_it_now() throws Exception {
        Taken taken = routed(message().annotation(INGRESS, Long.MAX_VALUE));

        assertThat(taken.text("accepted")).isEqualTo(taken.text("received"));
    }

    @Test
    void the_time_of_its_producer_does_not_count() throws Exception {
        Taken taken = routed(message()
                .creationTime(LONG_AGO.toEpochMilli())
                .annotation(INGRESS, "yesterday")
                .property("stagedoor_accepted", LONG_AGO.toString()));

        assertThat(taken.properties()).doesNotContainKey("stagedoor_accepted");
    }

    @Test
    void artemis_says_when_if_it_is_told_to() throws Exception {
        broker.tellsIngressTime(CHANNEL);
        Instant before = Instant.now().minus(Duration.ofMillis(1));
        Taken taken = routed(message().annotation(INGRESS, LONG_AGO.toEpochMilli()));

        assertThat(Instant.parse(taken.text("accepted"))).isBetween(before, Instant.now());
    }
}
