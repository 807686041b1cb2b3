package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.delivery.attempt.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The work on a destination, with its breaker and its pause. */
class DeliveryWorkerTest extends DestinationRig {

    @Test
    void the_broker_shows_that_the_breaker_is_open() throws Exception {
        failing.add("");
        work(options("200ms", 4, 3, "60s", null));
        send("E", 50);
        try (QueueManagement management = management()) {
            await().untilAsserted(() -> {
                List<String> filters = management.consumers().orElseThrow().getOrDefault(QUEUE, List.of());
                assertThat(filters).hasSize(1);
                assertThat(BreakerSign.among(filters)).isEqualTo(1);
            });
        }
    }

    @Test
    void while_the_breaker_is_open_events_wait_and_use_up_no_attempts() throws Exception {
        failing.add("");
        work(options("200ms", 4, 3, "700ms", null));
        Instant start = Instant.now();
        send("E", 50);
        // Three open it, and at most four more are in flight by then; four probes follow, one in 700 ms.
        await().until(() -> attempted.size() >= 3 + 4 + 4);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(4 * 700));

        failing.clear();
        int failed = attempted.size();
        await().until(() -> delivered.size() == 50);
        assertThat(attempted).hasSizeLessThanOrEqualTo(50 + failed);
    }

    @Test
    void the_probe_is_one_attempt_and_after_its_success_the_window_is_open_again() throws Exception {
        failing.add("");
        work(options("50ms", 8, 3, "500ms", null));
        send("E", 60);
        await().until(() -> breaker.state() == Breaker.State.OPEN && atOnce.get() == 0);
        mostAtOnce.set(atOnce.get());
        answerMillis = 100;
        failing.clear();
        await().until(() -> !delivered.isEmpty());
        assertThat(mostAtFirstDelivery.get()).isEqualTo(1);
        answerMillis = 1_000;
        await().until(() -> mostAtOnce.get() == 8);
        answerMillis = 1;
        await().until(() -> delivered.size() == 60);
        assertThat(mostAtOnce.get()).isEqualTo(8);
    }

    @Test
    void a_destination_that_is_gone_is_paused_and_its_events_stay_in_order_and_use_up_no_attempts() throws Exception {
        failure = GONE;
        failing.add("");
        DeliveryWorker worker = work(options("50ms", 4, 10, "1s", null));
        send("E", 20);
        await().until(() -> state().paused() && atOnce.get() == 0);
        assertThat(attempted).hasSizeLessThanOrEqualTo(4);
        await().until(() -> state().messages() == 20);

        worker.stop(Duration.ofSeconds(5));
        broker.close();
        startBroker();
        failing.clear();
        attempted.clear();
        work(options("50ms", 1, 10, "1s", null));
        anotherDestinationIsServed();
        assertThat(attempted).as("a pause lasts over a restart").isEmpty();

        try (QueueManagement management = management()) {
            management.resume(QUEUE);
        }
        await().until(() -> delivered.size() == 20);
        assertThat(delivered).isEqualTo(names("E", 1, 20));
    }
}
