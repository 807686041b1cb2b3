package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.wire.Bundle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

    private static Bundle.Member member(String id, byte[] body) {
        return new Bundle.Member(Map.of("stagedoor_event_id", id), body);
    }
}
