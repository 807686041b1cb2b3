package io.stagedoor.delivery.attempt;

import static io.stagedoor.delivery.attempt.Breaker.Change.CLOSED;
import static io.stagedoor.delivery.attempt.Breaker.Change.NONE;
import static io.stagedoor.delivery.attempt.Breaker.Change.OPENED;
import static io.stagedoor.delivery.attempt.Breaker.Change.STAYED_OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Failure BROKEN = Failure.retryable("HTTP 500");

    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Breaker breaker = breaker(3);

    @Test
    void it_opens_after_the_set_number_of_failures_in_a_row_and_not_before() {
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
        assertThat(breaker.allowance(64)).isEqualTo(64);
        assertThat(breaker.record(BROKEN)).isEqualTo(OPENED);
        assertThat(breaker.allowance(64)).isZero();
    }

    @Test
    void a_success_between_failures_restarts_the_count() {
        breaker.record(BROKEN);
        breaker.record(BROKEN);
        assertThat(breaker.record(null)).isEqualTo(NONE);
        breaker.record(BROKEN);
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
        assertThat(breaker.record(BROKEN)).isEqualTo(OPENED);
    }

    @Test
    void a_rejected_event_shows_that_the_destination_is_alive() {
        breaker.record(BROKEN);
        breaker.record(BROKEN);
        breaker.record(Failure.permanent("HTTP 422"));
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
    }

    @Test
    void faults_on_our_side_and_a_destination_that_is_paused_do_not_count() {
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.record(Failure.ours("host name not found"))).isEqualTo(NONE);
            assertThat(breaker.record(new Failure(Failure.Kind.GONE, 410, "HTTP 410", null)))
                    .isEqualTo(NONE);
        }
        assertThat(breaker.allowance(64)).isEqualTo(64);
    }

    @Test
    void after_its_pause_it_permits_one_attempt_at_a_time() {
        open();
        pass(29);
        assertThat(breaker.allowance(64)).isZero();
        pass(1);
        assertThat(breaker.allowance(64)).isEqualTo(1);
        assertThat(breaker.allowance(64)).isEqualTo(1);
    }

    @Test
    void a_probe_that_fails_opens_it_for_another_pause() {
        open();
        pass(30);
        breaker.allowance(64);
        assertThat(breaker.record(BROKEN)).isEqualTo(STAYED_OPEN);
        pass(29);
        assertThat(breaker.allowance(64)).isZero();
        pass(1);
        assertThat(breaker.allowance(64)).isEqualTo(1);
    }

    @Test
    void a_probe_that_succeeds_closes_it() {
        open();
        pass(30);
        breaker.allowance(64);
        assertThat(breaker.record(null)).isEqualTo(CLOSED);
        assertThat(breaker.allowance(64)).isEqualTo(64);
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
    }

    @Test
    void attempts_in_flight_when_it_opened_do_not_delay_the_probe() {
        open();
        pass(20);
        assertThat(breaker.record(BROKEN)).isEqualTo(NONE);
        pass(10);
        assertThat(breaker.allowance(64)).isEqualTo(1);
    }

    @Test
    void with_a_limit_of_zero_it_never_opens() {
        Breaker never = breaker(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(never.record(BROKEN)).isEqualTo(NONE);
        }
        assertThat(never.allowance(64)).isEqualTo(64);
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.record(BROKEN);
        }
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private Breaker breaker(int limit) {
        return new Breaker(limit, Duration.ofSeconds(30), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }
}
