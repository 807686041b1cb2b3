package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When an event is tried again by a program and a broker whose clocks differ, which is the same to every broker. */
class RetryClockTest extends DestinationRig {

    @Test
    void a_broker_whose_clock_is_ahead_causes_no_early_retry() throws Exception {
        clock.advance(Duration.ofSeconds(-20));
        retriesAreInTimeByOurClock();
    }

    @Test
    void a_broker_whose_clock_is_behind_causes_no_late_retry() throws Exception {
        clock.advance(Duration.ofSeconds(20));
        retriesAreInTimeByOurClock();
    }

    private void retriesAreInTimeByOurClock() throws Exception {
        failing.add("E1");
        work(options("2s", 4, 0, "1s", null));
        send("E", 1);
        awaitResults("E1", 2);
        failing.clear();
        awaitAttempts("E1", 3);

        assertInTime("E1", Duration.ofSeconds(2), Duration.ofMillis(2_400), Instant.EPOCH);
    }

    @Test
    void a_retry_that_arrives_early_because_a_clock_was_set_waits_and_uses_up_no_attempt() throws Exception {
        failing.add("A1");
        DeliveryWorker worker = work(options("6s", 4, 0, "1s", "entity"));
        send("A", 2);
        awaitResults("A1", 1);
        await().until(() -> parked() == 1);
        failing.clear();
        clock.advance(Duration.ofSeconds(-7));

        await().until(() -> delivered.size() == 2);
        assertThat(delivered).containsExactly("A1", "A2");
        assertThat(began.get("A1")).hasSize(2);
        // By a clock that nobody sets.
        assertInTime("A1", Duration.ofSeconds(13), Duration.ofMillis(14_200), Instant.EPOCH);
        worker.stop(Duration.ofSeconds(5));
    }
}
