package io.stagedoor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DestinationMetersTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DestinationMeters meters =
            new DestinationMeters(new Watch(registry), "cmdb", "dead-letter/deliver/cmdb", List.of(), List.of());

    private Timer latency(String since) {
        return registry.get("stagedoor.delivery.latency").tag("since", since).timer();
    }

    @Test
    void latency_counts_from_the_acceptance() {
        meters.delivered(NOON.minusSeconds(60), NOON.minusSeconds(1), NOON);

        assertThat(latency("accepted").totalTime(TimeUnit.SECONDS)).isEqualTo(60);
    }

    @Test
    void without_it_latency_counts_from_the_routing_stage_and_says_so() {
        meters.delivered(null, NOON.minusSeconds(1), NOON);

        assertThat(latency("taken").totalTime(TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(latency("accepted").count()).isZero();
    }

    @Test
    void a_clock_behind_the_others_makes_no_latency_below_zero() {
        meters.delivered(NOON.plusSeconds(5), NOON, NOON);

        assertThat(latency("accepted").count()).isOne();
        assertThat(latency("accepted").totalTime(TimeUnit.SECONDS)).isZero();
    }
}
