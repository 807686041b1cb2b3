package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bundles in hand when a breaker opens, a destination is gone, or the program or a connection ends. */
class BundlesEndTest extends DestinationRig {

    @Test
    void when_the_breaker_opens_undelivered_events_come_back_one_by_one_and_delivered_ones_do_not() throws Exception {
        failing.addAll(names("E", 4, 10));
        DeliveryWorker worker = work(options("1h", 1, 2, "1h", null));
        sendBundle(names("E", 1, 10));
        await().until(() -> state().messages() == 7 && state().scheduled() == 2);
        assertThat(attempted).containsExactlyElementsOf(names("E", 1, 5));
        worker.stop(Duration.ofSeconds(5));
        try (Amqp amqp = amqp()) {
            List<Taken> back = amqp.takeAll(QUEUE);
            assertThat(back).extracting(one -> one.text("event_id")).containsExactlyElementsOf(names("E", 6, 10));
            assertThat(back.get(0).bytes()).isEqualTo(body("E6"));
            assertThat(back.get(0).properties()).containsOnlyKeys("stagedoor_event_id", "stagedoor_channel");
        }
    }

    @Test
    void a_destination_that_is_gone_gets_the_rest_when_it_is_resumed_and_nothing_twice() throws Exception {
        failure = GONE;
        failing.add("E4");
        DeliveryWorker worker = work(options("50ms", 1, 10, "1s", null));
        sendBundle(names("E", 1, 10));
        await().until(() -> state().paused() && state().messages() == 7);
        assertThat(state().scheduled()).isZero();
        anotherDestinationIsServed();
        assertThat(attempted).containsExactlyElementsOf(names("E", 1, 4));
        failing.clear();
        resume();
        await().until(() -> delivered.size() == 10);
        assertThat(delivered).isEqualTo(names("E", 1, 10));
        worker.stop(Duration.ofSeconds(5));
        assertThat(state().messages()).isZero();
        assertThat(Collections.frequency(attempted, "E4")).isEqualTo(2);
    }

    @Test
    void a_bundle_without_delivered_events_stays_unchanged() throws Exception {
        failure = GONE;
        failing.add("");
        DeliveryWorker worker = work(options("50ms", 2, 10, "1s", null));
        sendBundle(names("E", 1, 10));
        await().until(() -> state().paused());
        worker.stop(Duration.ofSeconds(5));
        assertThat(state().messages()).isEqualTo(1);
    }

    @Test
    void when_the_program_stops_attempts_in_flight_end_and_the_other_events_come_back() throws Exception {
        answerMillis = 300;
        DeliveryWorker worker = work(options("50ms", 2, 0, "1s", null));
        sendBundle(names("E", 1, 20));
        await().until(() -> delivered.size() >= 4);
        worker.stop(Duration.ofSeconds(5));
        int before = delivered.size();
        assertThat(before).isLessThan(20);
        assertThat(state().messages()).isEqualTo(20 - before);
        answerMillis = 1;
        work(options("50ms", 2, 0, "1s", null));
        await().until(() -> state().messages() == 0);
        assertThat(attempted).hasSize(20);
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(names("E", 1, 20));
    }

    @Test
    void when_the_connection_is_lost_the_whole_bundle_comes_again() throws Exception {
        slow.add("E1");
        work(options("50ms", 4, 0, "1s", null));
        sendBundle(names("E", 1, 4));
        await().until(() -> delivered.size() == 3);
        broker.close();
        startBroker();
        await().until(() -> attempted.size() == 8);
        await().until(() -> state().messages() == 0);
    }
}
