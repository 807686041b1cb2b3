package io.stagedoor.ingress.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {

    private final AtomicLong now = new AtomicLong();
    private final FailedAttempts attempts = new FailedAttempts(now::get);

    private void fail(String address) {
        for (int i = 0; i < FailedAttempts.MOST; i++) {
            assertThat(attempts.secondsToWait(address)).isZero();
            attempts.failed(address);
        }
    }

    @Test
    void an_address_waits_for_the_rest_of_the_minute_and_no_other_one_does() {
        fail("192.0.2.1");

        assertThat(attempts.secondsToWait("192.0.2.1")).isBetween(60, 61);
        assertThat(attempts.secondsToWait("192.0.2.2")).isZero();
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(attempts.secondsToWait("192.0.2.1")).isPositive();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(attempts.secondsToWait("192.0.2.1")).isZero();
    }

    @Test
    void a_network_of_one_machine_counts_as_one_address() {
        fail("2001:db8:0:1::1");

        assertThat(attempts.secondsToWait("2001:db8:0:1:ffff::9")).isPositive();
        assertThat(attempts.secondsToWait("2001:db8:0:2::1")).isZero();
    }

    @Test
    void addresses_without_end_take_no_memory_without_end() {
        for (int i = 0; i < 30_000; i++) {
            attempts.failed("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256);
        }
        fail("192.0.2.1");
        assertThat(attempts.secondsToWait("192.0.2.1")).isPositive();
    }
}
