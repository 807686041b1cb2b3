package io.stagedoor.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginLimiterTest {

    private final SettableClock clock = new SettableClock();
    private final LoginLimiter limiter = new LoginLimiter(clock);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            limiter.failed(address);
        }
    }

    @Test
    void an_address_that_fails_too_often_waits_and_no_other_does() {
        fail("192.0.2.1", LoginLimiter.MOST_OF_ADDRESS - 1);
        assertThat(limiter.wait("192.0.2.1")).isZero();
        fail("192.0.2.1", 1);
        assertThat(limiter.wait("192.0.2.1")).isEqualTo(LoginLimiter.WINDOW);
        assertThat(limiter.wait("192.0.2.2")).isZero();
        clock.advance(LoginLimiter.WINDOW);
        assertThat(limiter.wait("192.0.2.1")).isZero();
    }

    @Test
    void the_addresses_of_one_ipv6_network_count_together() {
        for (int i = 0; i < LoginLimiter.MOST_OF_ADDRESS; i++) {
            limiter.failed("2001:db8:1:2::" + i);
        }
        assertThat(limiter.wait("2001:db8:1:2::ffff")).isPositive();
        assertThat(limiter.wait("2001:db8:1:3::1")).isZero();
    }

    @Test
    void many_addresses_together_are_limited_and_cannot_lock_out_one_that_has_not_failed() {
        for (int i = 0; i < LoginLimiter.MOST_IN_ALL; i++) {
            limiter.failed("192.0.2." + i);
        }
        assertThat(limiter.wait("192.0.2.7")).isPositive().isLessThanOrEqualTo(LoginLimiter.WINDOW);
        assertThat(limiter.wait("198.51.100.1")).isZero();
    }

    @Test
    void the_wait_is_never_shorter_than_a_second() {
        fail("192.0.2.1", LoginLimiter.MOST_OF_ADDRESS);
        clock.advance(LoginLimiter.WINDOW.minusMillis(1));
        assertThat(limiter.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    }
}
