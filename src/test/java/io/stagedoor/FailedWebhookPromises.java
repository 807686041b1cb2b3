package io.stagedoor;

import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Webhooks that fail: their next attempts, and the end of their schedule. */
abstract class FailedWebhookPromises extends DeadLetterPromises {

    @Test
    void a_failed_webhook_is_tried_again_by_schedule_with_the_same_id_and_then_delivered() throws Exception {
        String id = Events.newId();
        receiver.answers(request ->
                id.equals(request.id()) && receiver.requests(id).size() < 3 ? Answer.of(503) : Answer.of(200));
        send(TASK, Events.task(id, "completed"));

        await().until(() -> receiver.requests(id).size() == 3);
        assertThat(receiver.requests(id))
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                .containsOnly(Events.task(id, "completed"));
    }

    @Test
    void a_webhook_that_fails_to_the_end_of_its_schedule_is_a_dead_letter() throws Exception {
        String id = Events.newId();
        receiver.answers(
                request -> id.equals(request.id()) ? new Answer(500, Map.of(), "out of order") : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        Taken dead = amqp.take("dead-letter/deliver/my-service");
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(dead.text("reason")).isEqualTo("exhausted");
        assertThat(dead.text("attempts")).isEqualTo("3");
        assertThat(dead.text("last_status")).isEqualTo("500");
        assertThat(dead.text("error")).isEqualTo("HTTP 500: out of order");
        assertThat(dead.text("destination")).isEqualTo("my-service");
        assertThat(dead.text("first_failure")).isLessThan(dead.text("last_failure"));
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(Events.task(id, "completed"));
        assertThat(receiver.requests(id)).hasSize(3);
    }

    @Test
    void a_rejected_webhook_is_a_dead_letter_at_once() throws Exception {
        String id = Events.newId();
        receiver.answers(request -> id.equals(request.id()) ? Answer.of(422) : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        Taken dead = amqp.take("dead-letter/deliver/my-service");
        assertThat(dead.text("reason")).isEqualTo("rejected");
        assertThat(dead.text("attempts")).isEqualTo("1");
        assertThat(receiver.requests(id)).hasSize(1);
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        String id = Events.newId();
        receiver.answers(request -> id.equals(request.id())
                ? new Answer(302, Map.of("Location", receiver.url() + "/elsewhere"), "")
                : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        assertThat(amqp.take("dead-letter/deliver/my-service").text("last_status"))
                .isEqualTo("302");
        assertThat(receiver.requests(id)).extracting(Request::path).containsOnly("/hook");
    }
}
