package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FaultLogTest {

    private static final int LEFT_OUT = -1;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final FaultLog log = new FaultLog(nanos::get);

    @Test
    void one_cause_is_told_once_a_minute_with_how_many_attempts_it_hindered_meanwhile() {
        assertThat(log.ask("Too many open files")).isZero();
        for (int i = 0; i < 299; i++) {
            assertThat(log.ask("Too many open files")).isEqualTo(LEFT_OUT);
        }
        pass(Duration.ofSeconds(61));
        assertThat(log.ask("Too many open files")).isEqualTo(299);
        assertThat(log.ask("Too many open files")).isEqualTo(LEFT_OUT);
        pass(Duration.ofSeconds(61));
        assertThat(log.ask("Too many open files")).isEqualTo(1);
    }

    @Test
    void another_cause_is_told_beside_it() {
        assertThat(log.ask("Too many open files")).isZero();
        assertThat(log.ask("host name not found: cmdb.invalid")).isZero();
        assertThat(log.ask("Too many open files")).isEqualTo(LEFT_OUT);
    }

    @Test
    void of_causes_without_measure_the_oldest_are_forgotten() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(log.ask("cause " + i)).isZero();
        }
        assertThat(log.ask("cause 4999")).isEqualTo(LEFT_OUT);
        assertThat(log.ask("cause 0")).isZero();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
