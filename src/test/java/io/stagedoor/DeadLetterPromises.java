package io.stagedoor;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.fuzz.AmqpBytes;
import io.stagedoor.fuzz.RawMessages;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events become dead letters, with which reason, and that their bodies stay as they were. */
abstract class DeadLetterPromises extends FlowRig {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                      | json     | ``",
                "{\"a\":1,\"a\":2}                                      | json     | ``",
                "not json                                               | json     | ``",
                "[]                                                     | type     | ``",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{}}         | required | ``",
                "{\"topic\":\"x\",\"eventPayload\":{},\"metadata\":{}}  | const    | /topic",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{\"action\":\"x\"},\"metadata\":{}}"
                        + " | enum | /eventPayload/action",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{},\"metadata\":{\"eventId\":\"7\"}}"
                        + " | format | /metadata/eventId",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{},\"metadata\":{\"timestamp\":\"now\"}}"
                        + " | format | /metadata/timestamp"
            })
    void what_does_not_fit_the_contract_is_a_dead_letter_with_its_reason(String body, String keyword, String pointer)
            throws Exception {
        amqp.send(TASK, body.getBytes(StandardCharsets.UTF_8));

        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo(keyword);
        if (!keyword.equals("json")) {
            assertThat(dead.text("pointer")).isEqualTo(pointer);
        }
        assertThat(dead.text("error")).isNotBlank();
        assertThat(dead.text("channel")).isEqualTo(TASK);
        assertThat(dead.text("route")).isEqualTo("scaffolder-task");
        assertThat(dead.text("contract")).startsWith("Backstage Events System 1.0.0 (");
    }

    @Test
    void what_is_no_text_is_a_dead_letter_with_its_body_untouched() throws Exception {
        Map<String, Object> map = Map.of("topic", "scaffolder");
        amqp.send(TASK, Message.create(map));
        assertDead("body", map);
        amqp.send(TASK, Message.create(List.of("a", 1)));
        assertDead("body", List.of("a", 1));
        amqp.send(TASK, Message.create((Object) 42));
        assertDead("body", 42);
        amqp.send(TASK, Message.create(""));
        assertDead("body", "");
        amqp.send(TASK, Message.create(new byte[0]));
        assertDead("body", new byte[0]);
        byte[] binary = {(byte) 0xff, 0, (byte) 0xc0, (byte) 0x80};
        amqp.send(TASK, Message.create(binary));
        assertDead("json", binary);
        amqp.send(TASK, Message.create(binary).contentType("application/json"));
        assertDead("json", binary);
        byte[] serialized = {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'};
        amqp.send(TASK, Message.create(serialized).contentType("application/x-java-serialized-object"));
        assertDead("body", serialized);
    }

    @Test
    void what_is_odd_about_a_message_is_no_matter_to_an_event_and_what_is_no_message_is_a_dead_letter()
            throws Exception {
        String id = Events.newId();
        byte[] event = Events.task(id, "completed").getBytes(StandardCharsets.UTF_8);
        amqp.send(TASK, Message.create(event).annotation("x-opt-jms-msg-type", "text"));
        byte[] none = AmqpBytes.string("no section");
        amqp.sendRaw(TASK, RawMessages.of(none));
        String next = send(TASK, Events.task(Events.newId(), "completed"));

        await().until(() ->
                !archived(TASK, next).isEmpty() && !archived(TASK, id).isEmpty());
        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.bytes()).endsWith(none);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("error")).startsWith("the AMQP message cannot be decoded");
    }

    @Test
    void what_is_no_event_in_the_queue_of_a_destination_is_a_dead_letter_and_the_next_is_delivered() throws Exception {
        String queue = "deliver/my-service";
        amqp.send(queue, Message.create(new byte[] {1}).property("stagedoor_events", -5));
        posted(send(TASK, Events.task(Events.newId(), "completed")));

        assertThat(amqp.take("dead-letter/" + queue).text("reason")).isEqualTo("undeliverable");
        assertThat(program.output()).containsPattern("given up, now a dead letter: .*queue=deliver/my-service");
    }

    @Test
    void an_event_over_the_limit_is_a_dead_letter_and_one_at_the_limit_is_delivered() throws Exception {
        String id = Events.newId();
        String event = Events.task(id, "completed");
        String fits = event + " ".repeat(262_144 - event.length());
        amqp.send(TASK, fits.getBytes(StandardCharsets.UTF_8));
        assertThat(posted(id).body()).hasSize(262_144);

        byte[] tooLarge = (fits + " ").getBytes(StandardCharsets.UTF_8);
        amqp.send(TASK, tooLarge);
        assertDead("size", tooLarge);
    }

    @Test
    void an_event_without_action_is_archived_and_a_dead_letter_with_reason_unrouted() throws Exception {
        String id = Events.newId();
        String event = Events.task(id, "completed").replaceFirst("\"action\": \"completed\",", "");
        amqp.send(TASK, event.getBytes(StandardCharsets.UTF_8));

        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.text("reason")).isEqualTo("unrouted");
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(event);
        await().until(() -> !archived(TASK, id).isEmpty());
        assertThat(receiver.requests(id)).isEmpty();
    }

    @Test
    void an_event_that_its_route_fails_on_is_a_dead_letter_and_reaches_no_destination_and_the_next_one_flows_on()
            throws Exception {
        String failing = Events.text("techdocs-build.json")
                .replace("build_completed", "build_started")
                .replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", Events.newId());
        String id = send(BUILD, failing);
        String next = send(BUILD, Events.text("techdocs-build.json").replace("5118d7cb", "5118d7cc"));

        Taken dead = amqp.take("dead-letter/" + BUILD);
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(dead.text("reason")).isEqualTo("undeliverable");
        assertThat(dead.text("error")).isEqualTo("the route techdocs-build failed: IllegalStateException: boom");
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(failing);
        await().until(() -> !archived(BUILD, next).isEmpty());
        // The route had sent it to the archive before it failed.
        assertThat(archived(BUILD, id)).isEmpty();
    }

    private void assertDead(String keyword, Object body) throws Exception {
        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo(keyword);
        assertThat(dead.body()).isEqualTo(body);
    }
}
