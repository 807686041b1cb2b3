package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.wire.Bundle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several events of a destination in one message of its queue. */
class BundlesTest extends DestinationRig {

    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    @Test
    void each_event_arrives_byte_for_byte_and_the_queue_is_empty() throws Exception {
        byte[] bytes = {0, -1, '{', '\n', ' '};
        work(options("50ms", 8, 0, "1s", null));
        sendBundle(
                Bundle.write(List.of(
                        member("E1", bytes), member("E2", new byte[0]), member("E3", "{\"a\" : 1}".getBytes(UTF_8)))),
                3L);
        await().until(() -> delivered.size() == 3);
        assertThat(bodies.get("E1")).isEqualTo(bytes);
        assertThat(bodies.get("E2")).isEmpty();
        assertThat(bodies.get("E3")).isEqualTo("{\"a\" : 1}".getBytes(UTF_8));
        await().until(() -> state().messages() == 0);
        assertThat(attempted).hasSize(3);
    }

    @Test
    void only_the_event_that_failed_is_tried_again() throws Exception {
        failing.add("E2");
        DeliveryWorker worker = work(options("1h", 8, 0, "1s", null));
        sendBundle(names("E", 1, 4));
        await().until(() -> state().scheduled() == 1 && state().messages() == 1);
        JsonNode waiting = scheduled().get(0);
        assertThat(waiting.path("stagedoor_event_id").asText()).isEqualTo("E2");
        assertThat(waiting.path("stagedoor_attempts").asInt()).isEqualTo(1);
        assertThat(waiting.has("stagedoor_events")).isFalse();
        worker.stop(Duration.ofSeconds(5));
        assertThat(state().messages()).isEqualTo(1);
        assertThat(attempted).containsExactlyInAnyOrder("E1", "E2", "E3", "E4");
    }

    @Test
    void a_retry_has_its_body_and_its_attempts() throws Exception {
        failing.add("E2");
        work(options("300ms", 8, 0, "1s", null));
        sendBundle(names("E", 1, 3));
        await().until(() -> Collections.frequency(attempted, "E2") == 2);
        failing.clear();
        await().until(() -> delivered.contains("E2"));
        assertThat(bodies.get("E2")).isEqualTo(body("E2"));
        await().until(() -> state().messages() == 0);
        assertThat(delivered).containsExactlyInAnyOrder("E1", "E2", "E3");
    }

    @Test
    void nothing_is_settled_before_the_last_verdict_and_a_delay_counts_from_the_failure() throws Exception {
        failing.add("E1");
        held.put("E2", new CompletableFuture<>());
        work(options("5s", 8, 0, "1s", null));
        sendBundle(names("E", 1, 2));
        await().until(() -> attempted.contains("E1"));
        Thread.sleep(5_000); // What its delay must not begin after.
        assertThat(state().messages()).isEqualTo(1);
        assertThat(state().scheduled()).isZero();
        held.get("E2").complete(null);
        await().atMost(Duration.ofSeconds(40)).until(() -> began.get("E1").size() == 2);
        // 5 s and at most a fifth more; were the time until it is stored not taken off, at least 10 s.
        assertThat(Duration.between(began.get("E1").get(0), began.get("E1").get(1)))
                .isBetween(Duration.ofMillis(4_900), Duration.ofMillis(9_900));
    }

    @Test
    void a_delay_that_ends_before_the_last_verdict_is_no_delay() throws Exception {
        failing.add("E1");
        slow.add("E2");
        work(options("100ms", 8, 0, "1s", null));
        sendBundle(names("E", 1, 2));
        await().until(() -> attempted.contains("E1"));
        failing.clear();
        await().until(() -> delivered.size() == 2);
        assertThat(delivered).containsExactly("E2", "E1");
    }

    @Test
    void a_dead_letter_is_one_event() throws Exception {
        failure = Failure.permanent("no");
        failing.add("E2");
        work(options("50ms", 8, 0, "1s", null));
        sendBundle(names("E", 1, 3));
        try (Amqp amqp = amqp()) {
            Taken dead = amqp.take("dead-letter/" + QUEUE);
            assertThat(dead.text("event_id")).isEqualTo("E2");
            assertThat(dead.text("reason")).isEqualTo("rejected");
            assertThat(dead.properties()).doesNotContainKey("stagedoor_events");
            assertThat(dead.bytes()).isEqualTo(body("E2"));
            failing.add("F1");
            send("F", 1);
            assertThat(amqp.take("dead-letter/" + QUEUE).text("event_id"))
                    .as("the next")
                    .isEqualTo("F1");
        }
        assertThat(delivered).containsExactlyInAnyOrder("E1", "E3");
        await().until(() -> state().messages() == 0);
    }

    @Test
    void a_message_that_only_claims_to_be_a_bundle_is_an_unchanged_dead_letter() throws Exception {
        work(options("50ms", 8, 0, "1s", null));
        sendBundle("{}".getBytes(UTF_8), 2);
        sendBundle(Bundle.write(List.of(member("E1", new byte[0]), member("E2", new byte[0]))), 1);
        sendBundle(new byte[0], 0);
        try (Amqp amqp = amqp()) {
            Taken dead = amqp.take("dead-letter/" + QUEUE);
            assertThat(dead.text("reason")).isEqualTo("undeliverable");
            assertThat(dead.text("error"))
                    .isEqualTo("the message cannot be read: it claims to be a bundle of 2 events, and is not:"
                            + " its 2 bytes end within event 1");
            assertThat(dead.bytes()).isEqualTo("{}".getBytes(UTF_8));
            assertThat(dead.text("events")).isEqualTo("2");
            assertThat(amqp.take("dead-letter/" + QUEUE).text("error")).contains("are left after 1 events");
            assertThat(amqp.take("dead-letter/" + QUEUE).text("error")).contains("at least one event");
        }
        await().until(() -> state().messages() == 0);
        assertThat(delivered).isEmpty();
    }

    @Test
    void events_in_flight_never_exceed_the_window_and_start_in_order() throws Exception {
        answerMillis = 30;
        work(options("50ms", 2, 0, "1s", null));
        sendBundle(names("E", 1, 20));
        sendBundle(names("E", 21, 40));
        send("E", 41, 45);
        await().until(() -> delivered.size() == 45);
        assertThat(mostAtOnce.get()).isEqualTo(2);
        List<String> inOrder = began.entrySet().stream()
                .sorted((a, b) -> a.getValue().get(0).compareTo(b.getValue().get(0)))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(inOrder.subList(0, 20)).containsExactlyInAnyOrderElementsOf(names("E", 1, 20));
        await().until(() -> state().messages() == 0);
    }

    @Test
    void single_events_fill_the_window_at_once_even_if_bundles_were_expected() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        names("E", 1, 30).forEach(event -> held.put(event, answer));
        work(options("50ms", 30, 0, "1s", null));
        send("E", 30);
        await().until(() -> atOnce.get() == 30);
        answer.complete(null);
        await().until(() -> delivered.size() == 30);
    }

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

    private static Bundle.Member member(String id, byte[] body) {
        return new Bundle.Member(Map.of("stagedoor_event_id", id), body);
    }

    private JsonNode scheduled() throws Exception {
        try (QueueManagement management = management()) {
            return management.scheduled(QUEUE);
        }
    }
}
