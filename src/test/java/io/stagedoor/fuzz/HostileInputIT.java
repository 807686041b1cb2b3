package io.stagedoor.fuzz;

import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.HostileJson;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.Symbol;
import org.apache.qpid.protonj2.types.UnknownDescribedType;
import org.junit.jupiter.api.Test;

/**
 * Bodies that a producer may send by accident or ill will: each is a dead letter with its reason and its body, or an event
 * like any other, and the events between them flow on.
 */
public class HostileInputIT extends HostileInputRig {

    @Test
    void every_text_that_is_no_strict_json_is_a_dead_letter_and_every_other_one_an_event() throws Exception {
        List<HostileJson> table = HostileJson.all();
        for (String channel : CHANNELS.keySet()) {
            Map<String, byte[]> sent = new HashMap<>();
            Map<String, String> expected = new HashMap<>();
            List<Message<?>> messages = new ArrayList<>();
            for (HostileJson json : table) {
                byte[] body = json.inside(event(channel));
                messages.add(message(body, messages.size()).property(CASE, json.what()));
                sent.put(json.what(), body);
                expected.put(json.what(), json.keyword());
                if (messages.size() % 20 == 0) {
                    messages.add(Message.create(event(channel).getBytes(StandardCharsets.UTF_8)));
                }
            }
            amqp.sendAll(channel, messages);

            Map<String, String> found = new HashMap<>();
            for (Taken dead : amqp.routed(channel, "dead-letter/" + channel)) {
                String what = String.valueOf(dead.properties().get(CASE));
                found.put(what, dead.text("keyword"));
                assertThat(bytes(dead)).as(what).isEqualTo(sent.get(what));
                assertThat(dead.text("reason")).as(what).isEqualTo("invalid");
                assertThat(dead.text("error")).as(what).isNotBlank();
            }
            List<byte[]> events = new ArrayList<>();
            for (Taken event : amqp.takeEverything("held/archive")) {
                events.add(bytes(event));
            }
            for (HostileJson json : table) {
                if (json.isEvent()) {
                    assertThat(events).as(json.what()).anyMatch(body -> Arrays.equals(body, sent.get(json.what())));
                    found.put(json.what(), "ok");
                }
            }
            assertThat(events)
                    .hasSize((int) expected.values().stream()
                                    .filter("ok"::equals)
                                    .count()
                            + table.size() / 20);
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void a_body_that_is_no_text_is_a_dead_letter() throws Exception {
        Map<String, Message<?>> bodies = new LinkedHashMap<>();
        bodies.put("a map", Message.create(Map.of("topic", "scaffolder")));
        bodies.put("a list", Message.create(List.of("a", 1)));
        bodies.put("a number", Message.create((Object) 42));
        bodies.put("null", Message.create((Object) null));
        bodies.put("an array", Message.create((Object) new int[] {1, 2, 3}));
        bodies.put("a described type", Message.create((Object) new UnknownDescribedType(Symbol.valueOf("x:y"), "z")));
        bodies.put("a uuid", Message.create((Object) UUID.randomUUID()));
        bodies.put("no body", Message.create());
        bodies.put(
                "a serialized object",
                Message.create(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'})
                        .contentType("application/x-java-serialized-object"));
        for (String channel : CHANNELS.keySet()) {
            List<Message<?>> messages = new ArrayList<>();
            for (Map.Entry<String, Message<?>> body : bodies.entrySet()) {
                messages.add(body.getValue().property(CASE, body.getKey()));
            }
            amqp.sendAll(channel, messages);
            assertThat(amqp.routed(channel, "dead-letter/" + channel))
                    .extracting(dead -> dead.properties().get(CASE) + ": " + dead.text("keyword"))
                    .containsExactlyInAnyOrderElementsOf(bodies.keySet().stream()
                            .map(what -> what + ": body")
                            .toList());
        }
        sentinels();
    }

    @Test
    void a_flood_of_events_of_ten_megabytes_is_set_aside_and_the_others_flow_on() throws Exception {
        byte[] huge = new byte[10_000_000];
        Arrays.fill(huge, (byte) '[');
        int flood = 24;
        long slowest = 0;
        long most = 0;
        for (int i = 0; i < flood; i++) {
            amqp.send(List.copyOf(CHANNELS.keySet()).get(i % 4), Message.create(huge));
            if (i % 6 == 5) {
                long start = System.nanoTime();
                sentinels();
                slowest = Math.max(slowest, System.nanoTime() - start);
                most = Math.max(most, program.resident());
            }
        }
        System.out.printf(
                "10 MB, %d of them: %d MiB in RAM at most, events on all four channels within %d ms%n",
                flood, most >> 20, slowest / 1_000_000);
        for (String channel : CHANNELS.keySet()) {
            for (int i = 0; i < flood / 4; i++) {
                Taken dead = amqp.take("dead-letter/" + channel);
                assertThat(Arrays.equals(dead.bytes(), huge)).isTrue();
                assertThat(dead.text("reason")).isEqualTo("invalid");
                assertThat(dead.text("keyword")).isEqualTo("size");
                assertThat(dead.text("channel")).isEqualTo(channel);
            }
        }
    }

    @Test
    void a_flood_of_the_largest_events_fits_into_the_heap() throws Exception {
        String event = Events.task(Events.newId(), "completed");
        int flood = 400;
        List<Message<?>> messages = new ArrayList<>();
        for (int i = 0; i < flood; i++) {
            String own = Events.task(Events.newId(), "completed");
            messages.add(Message.create((own + " ".repeat(262_144 - event.length())).getBytes(StandardCharsets.UTF_8)));
        }
        for (int from = 0; from < flood; from += 50) {
            amqp.sendAll(TASK, messages.subList(from, from + 50));
        }
        assertThat(amqp.routed(TASK, "held/archive")).hasSize(flood);
        System.out.printf("256 KiB, %d of them: %d MiB in RAM%n", flood, program.resident() >> 20);
    }

    /** In turn as each kind of body that a text may be sent in. */
    private static Message<?> message(byte[] body, int way) throws Exception {
        return switch (way % 4) {
            case 0 -> Message.create(body);
            case 1 -> text(body) == null ? Message.create(body) : Message.create(text(body));
            case 2 -> Message.create((Object) new Binary(body));
            default ->
                Message.create(body).contentType(text(body) == null ? "application/octet-stream" : "application/json");
        };
    }

    private static String text(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] bytes(Taken taken) {
        return taken.body() instanceof Binary binary ? binary.asByteArray() : taken.bytes();
    }
}
