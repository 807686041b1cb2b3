package io.stagedoor.delivery.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.testing.Amqp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The work on a destination, with its breaker, its pause and its order. */
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

    @Test
    void a_failing_event_holds_up_its_own_entity_alone() throws Exception {
        failing.add("A3");
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 10));
        await().until(() -> of("B").size() == 10);
        assertThat(of("A")).containsExactly("A1", "A2");
        assertThat(of("B")).isEqualTo(names("B", 1, 10));

        send("A", 11, 15);
        await().until(() -> Collections.frequency(attempted, "A3") >= 3);
        assertThat(of("A")).containsExactly("A1", "A2");
        failing.clear();
        await().until(() -> of("A").size() == 15);
        assertThat(of("A")).isEqualTo(names("A", 1, 15));
        await().until(() -> parked() == 0);
    }

    /** The window is four: the events that wait in memory for A1 have used it up. */
    @Test
    void an_event_in_flight_holds_up_its_own_entity_alone() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        held.put("A1", answer);
        work(options("300ms", 4, 0, "1s", "entity"));
        send("A", 10);
        send("B", 10);
        await().until(() -> of("B").size() == 10);
        assertThat(delivered).isEqualTo(names("B", 1, 10));
        answer.complete(null);
        await().until(() -> of("A").size() == 10);
        assertThat(of("A")).isEqualTo(names("A", 1, 10));
    }

    @Test
    void empty_parked_queues_are_removed_at_the_end_of_a_long_lease_that_did_not_use_them() throws Exception {
        failing.addAll(List.of("A1", "B1"));
        DeliveryWorker worker = work(options("1s", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 3));
        await().until(() -> parked() == 4);
        failing.remove("A1");
        await().until(() -> of("A").size() == 3);
        sixMinutesPass();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues()).as("they were used during this lease").hasSize(2);

        worker = work(options("1s", 8, 0, "1s", "entity"));
        awaitAttempt();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues())
                .as("the last commit of the previous lease may not be counted yet")
                .hasSize(2);

        worker = work(options("1s", 8, 0, "1s", "entity"));
        awaitAttempt();
        sixMinutesPass();
        worker.stop(Duration.ofSeconds(5));
        assertThat(parkedQueues()).as("one is not empty").hasSize(1);

        failing.clear();
        work(options("1s", 8, 0, "1s", "entity"));
        await().until(() -> of("B").size() == 3);
        assertThat(of("B")).isEqualTo(names("B", 1, 3));
    }

    /** While what fails waits for its next attempt: it is not due by two clocks. */
    private void sixMinutesPass() {
        await().until(() -> state().scheduled() == 1);
        clock.advance(Duration.ofMinutes(6));
    }

    private void awaitAttempt() {
        int before = attempted.size();
        await().until(() -> attempted.size() > before);
    }

    @Test
    void parked_events_that_the_broker_keeps_on_the_disk_are_received_too() throws Exception {
        failing.addAll(List.of("A1", "B1"));
        padding = 200_000;
        work(options("300ms", 8, 0, "1s", "entity"));
        send(mixed(List.of("A", "B"), 1, 200)); // 80 MB: pages begin at 32.
        await().atMost(Duration.ofSeconds(60)).until(() -> parked() >= 398);
        workers.remove(0).stop(Duration.ofSeconds(5));
        broker.close();
        startBroker();
        failing.clear();
        work(options("300ms", 8, 0, "1s", "entity"));
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() >= 300);
        send(List.of("A201", "B201"));
        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 402);
        assertThat(of("A")).isEqualTo(names("A", 1, 201));
        assertThat(of("B")).isEqualTo(names("B", 1, 201));
    }

    @Test
    void when_a_failing_event_is_given_up_those_behind_it_continue() throws Exception {
        failing.add("A1");
        work(options("100ms,100ms", 8, 0, "1s", "entity"));
        send("A", 5);
        await().until(() -> of("A").size() == 4);
        assertThat(of("A")).isEqualTo(names("A", 2, 5));
        try (Amqp amqp = amqp()) {
            assertThat(amqp.take("dead-letter/" + QUEUE).text("event_id")).isEqualTo("A1");
        }
    }

    @Test
    void order_holds_under_random_failures_restarts_of_program_and_broker_and_a_second_replica() throws Exception {
        Random random = new Random(7);
        work(options(OFTEN, 8, 0, "1s", "entity"));
        for (int round = 0; round < 8; round++) {
            failOneOfEach(ENTITIES, round, random);
            send(mixed(ENTITIES, round * 20 + 1, round * 20 + 20));
            disturb(round);
        }
        failing.clear();
        await().atMost(Duration.ofSeconds(60)).until(() -> Set.copyOf(delivered).size() == 6 * 160);
        Map<String, List<String>> byKey = delivered.stream()
                .distinct() // An event that was delivered but not acknowledged when the connection ended comes again.
                .collect(groupingBy(event -> event.substring(0, 1), mapping(Function.identity(), toList())));
        for (String key : ENTITIES) {
            assertThat(byKey.get(key)).isEqualTo(names(key, 1, 160));
        }
    }
}
