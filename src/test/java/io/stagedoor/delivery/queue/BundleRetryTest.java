package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events of a bundle that fail, each for itself. */
class BundleRetryTest extends DestinationRig {

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
        await().until(() -> began.get("E1").size() == 2);
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
}
