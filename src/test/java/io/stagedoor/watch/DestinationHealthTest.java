package io.stagedoor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DestinationHealthTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final DestinationHealth health = new DestinationHealth("cmdb");

    @Test
    void it_fails_since_the_first_failure_in_a_row_with_the_error_of_the_last_one() {
        health.failed("HTTP 503", NOON);
        health.failed("HTTP 500", NOON.plusSeconds(60));

        assertThat(health.failing()).contains(new DestinationHealth.Failing(NOON, "HTTP 500"));
    }

    @Test
    void an_answer_ends_it_and_the_next_failure_begins_anew() {
        health.failed("HTTP 503", NOON);
        health.answered();
        assertThat(health.failing()).isEmpty();

        health.failed("HTTP 503", NOON.plusSeconds(5));
        assertThat(health.failing().orElseThrow().since()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void it_asks_the_breaker_each_time() {
        AtomicReference<DestinationHealth.OpenBreaker> open = new AtomicReference<>();
        health.breaker(() -> Optional.ofNullable(open.get()));
        assertThat(health.breaker()).isEmpty();
        open.set(new DestinationHealth.OpenBreaker(NOON, NOON.plusSeconds(60)));
        assertThat(health.breaker()).contains(open.get());
    }

    @Test
    void a_destination_that_received_an_operator_event_stays_one_that_does() {
        health.deliversOperatorEvents(false);
        assertThat(health.deliversOperatorEvents()).isFalse();
        health.deliversOperatorEvents(true);
        health.deliversOperatorEvents(false);
        assertThat(health.deliversOperatorEvents()).isTrue();
    }
}
