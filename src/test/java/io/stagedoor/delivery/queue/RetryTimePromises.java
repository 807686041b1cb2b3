package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.delivery.attempt.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an event is tried again, whatever happens to its broker meanwhile. */
abstract class RetryTimePromises extends DestinationRig {

    /** More than it takes to connect again, on a machine with much other load. */
    private static final Duration LATE = Duration.ofSeconds(7);

    private static final Duration DELAY = Duration.ofSeconds(14);
    private static final Duration MOST = DELAY.multipliedBy(6).dividedBy(5);

    /** When the broker was there again: before that nothing can come. */
    private Instant back = Instant.EPOCH;

    @Test
    void a_retry_comes_when_it_is_due_though_the_broker_is_restarted_meanwhile() throws Exception {
        failing.add("E1");
        work(options("14s", 4, 0, "1s", null));
        send("E", 1);
        awaitAttempts("E1", 1);
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(9));

        awaitAttempts("E1", 2);
        assertInTime("E1", DELAY, MOST);
    }

    @Test
    void several_restarts_put_a_retry_off_no_more_than_one() throws Exception {
        failing.add("E1");
        work(options("14s", 4, 0, "1s", null));
        send("E", 1);
        awaitAttempts("E1", 1);
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(5));
        restartBrokerAfter(Duration.ofSeconds(4));

        awaitAttempts("E1", 2);
        assertInTime("E1", DELAY, MOST);
    }

    @Test
    void what_a_destination_asked_for_is_kept_though_broker_and_program_are_restarted() throws Exception {
        failure = new Failure(Failure.Kind.RETRYABLE, 429, "HTTP 429", DELAY);
        failing.add("E1");
        DeliveryWorker first = work(options("50ms", 4, 0, "1s", null));
        send("E", 1);
        awaitAttempts("E1", 1);
        await().until(() -> state().scheduled() == 1);
        first.stop(Duration.ofSeconds(5));
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(7));
        work(options("50ms", 4, 0, "1s", null));

        awaitAttempts("E1", 2);
        assertInTime("E1", DELAY, DELAY);
    }

    @Test
    void what_is_parked_behind_a_retry_comes_with_it() throws Exception {
        failing.add("A1");
        work(options("14s", 4, 0, "1s", "entity"));
        send("A", 3);
        await().until(() -> parked() == 2);
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(8));

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 3);
        assertThat(delivered).containsExactly("A1", "A2", "A3");
        assertInTime("A1", DELAY, MOST);
    }

    @Test
    void the_events_of_a_bundle_come_when_each_is_due() throws Exception {
        failing.addAll(List.of("E1", "F1"));
        slow.add("F1");
        work(options("14s", 4, 0, "1s", null));
        sendBundle(List.of("E1", "F1", "G1"));
        awaitAttempts("F1", 1);
        await().until(() -> state().scheduled() == 2);
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(8));

        awaitAttempts("E1", 2);
        awaitAttempts("F1", 2);
        assertInTime("E1", DELAY, MOST);
        assertInTime("F1", DELAY, MOST);
    }

    /** So many that the broker keeps them in files, where it looks at each anew when it reads it. */
    @Test
    void retries_that_the_broker_paged_to_the_disk_come_when_they_are_due() throws Exception {
        padding = 200_000;
        failing.add("");
        work(options("30s", 16, 0, "1s", null));
        send("E", 300);
        await().atMost(Duration.ofSeconds(60)).until(() -> began.size() == 300);
        try (var management = management()) {
            assertThat(management.paging(QUEUE)).isTrue();
        }
        failing.clear();
        restartBrokerAfter(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(120)).until(() -> delivered.size() == 300);
        for (String event : names("E", 1, 300)) {
            assertInTime(event, Duration.ofSeconds(30), Duration.ofSeconds(36));
        }
    }

    private void restartBrokerAfter(Duration time) throws Exception {
        Thread.sleep(time.toMillis());
        closeBroker();
        startBroker();
        back = Instant.now();
    }

    void awaitAttempts(String event, int attempts) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> began.getOrDefault(event, List.of()).size() >= attempts);
    }

    void assertInTime(String event, Duration least, Duration most) {
        List<Instant> all = began.get(event);
        assertThat(all).as(event).hasSizeGreaterThan(1);
        for (int i = 1; i < all.size(); i++) {
            Instant due = all.get(i - 1).plus(most);
            assertThat(all.get(i))
                    .as(event)
                    .isBetween(all.get(i - 1).plus(least), (due.isAfter(back) ? due : back).plus(LATE));
        }
    }
}
