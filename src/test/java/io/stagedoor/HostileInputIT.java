package io.stagedoor;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.LOCATION;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.HostileJson;
import io.stagedoor.testing.Program;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.Symbol;
import org.apache.qpid.protonj2.types.UnknownDescribedType;
import org.apache.qpid.protonj2.types.UnsignedLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program with a heap of 256 MiB, and whatever a producer may send to it by accident or ill will: each is a dead letter
 * with its reason and its body, or an event like any other, and the events between them flow on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

    private static final Map<String, String> CHANNELS = Map.of(
            ENTITY, "catalog-created-ledger.json",
            LOCATION, "location-removed.json",
            TASK, "scaffolder-completed.json",
            BUILD, "techdocs-build.json");

    /** An application property, by which a message is known again. */
    private static final String CASE = "case";

    @TempDir
    static Path folder;

    private EmbeddedBroker broker;
    private Program program;
    private Amqp amqp;

    @BeforeAll
    void start() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        program = Program.run(
                folder,
                Map.of(
                        Program.HEAP,
                        "256m",
                        "stagedoor.broker.url",
                        url,
                        "stagedoor.routes",
                        Program.heldRoutes(folder).toString()));
        amqp = new Amqp(url, null, null);
    }

    @AfterAll
    void stop() throws Exception {
        System.out.printf("hostile input: %d MiB in RAM at the end%n", program.resident() >> 20);
        amqp.close();
        program.close();
        broker.close();
        assertThat(program.output()).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflowError");
    }

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
            for (Taken dead : take("dead-letter/" + channel, expected.values(), "json")) {
                String what = String.valueOf(dead.properties().get(CASE));
                found.put(what, dead.text("keyword"));
                assertThat(bytes(dead)).as(what).isEqualTo(sent.get(what));
                assertThat(dead.text("reason")).as(what).isEqualTo("invalid");
                assertThat(dead.text("error")).as(what).isNotBlank();
            }
            List<byte[]> events = new ArrayList<>();
            for (Taken event : amqp.drain("held/archive", 1_500)) {
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
    void what_is_odd_about_a_message_is_no_matter_to_an_event_and_no_hindrance_to_a_dead_letter() throws Exception {
        for (String channel : CHANNELS.keySet()) {
            Map<String, Message<byte[]>> good = oddities(() -> event(channel).getBytes(StandardCharsets.UTF_8));
            Map<String, Message<byte[]>> bad = oddities(() -> "{".getBytes(StandardCharsets.UTF_8));
            List<Message<?>> messages = new ArrayList<>();
            for (String what : good.keySet()) {
                messages.add(good.get(what).property(CASE, what));
                messages.add(bad.get(what).property(CASE, what));
            }
            amqp.sendAll(channel, messages);
            List<String> dead = new ArrayList<>();
            for (Taken taken : drain("dead-letter/" + channel, good.size())) {
                dead.add(String.valueOf(taken.properties().get(CASE)));
                assertThat(taken.text("keyword")).isEqualTo("json");
                assertThat(taken.bytes()).asString().isEqualTo("{");
                assertThat(taken.properties()).doesNotContainKey("_AMQ_DUPL_ID");
            }
            assertThat(dead).containsExactlyInAnyOrderElementsOf(good.keySet());
            assertThat(drain("held/archive", good.size())).hasSize(good.size());
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
            assertThat(drain("dead-letter/" + channel, bodies.size()))
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
        assertThat(drain("held/archive", flood)).hasSize(flood);
        System.out.printf("256 KiB, %d of them: %d MiB in RAM%n", flood, program.resident() >> 20);
    }

    /** One event on each channel, which must arrive in time. */
    private void sentinels() throws Exception {
        for (String channel : CHANNELS.keySet()) {
            amqp.send(channel, event(channel).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(drain("held/archive", CHANNELS.size())).hasSize(CHANNELS.size());
    }

    private List<Taken> take(String queue, Collection<String> verdicts, String verdict) throws Exception {
        return drain(queue, (int) verdicts.stream().filter(verdict::equals).count());
    }

    /** So many messages, and whatever comes within a moment after them. */
    private List<Taken> drain(String queue, int count) throws Exception {
        List<Taken> taken = new ArrayList<>();
        long end = System.nanoTime() + 30_000_000_000L;
        while (taken.size() < count && System.nanoTime() < end) {
            taken.addAll(amqp.drain(queue, 200));
        }
        taken.addAll(amqp.drain(queue, 200));
        return taken;
    }

    /** With an id of its own: else it would be a duplicate. */
    private static String event(String channel) {
        return Events.text(CHANNELS.get(channel)).replaceFirst("(\"eventId\": \")[^\"]*", "$1" + Events.newId());
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

    private static Message<byte[]> footed(byte[] body) throws Exception {
        Message<byte[]> message = Message.create(body);
        message.footer("x-checksum", "y");
        return message;
    }

    private static Map<String, Message<byte[]>> oddities(Supplier<byte[]> body) throws Exception {
        Map<String, Message<byte[]>> odd = new LinkedHashMap<>();
        odd.put("an ulong as message-id", Message.create(body.get()).messageId(UnsignedLong.MAX_VALUE));
        odd.put("a uuid as message-id", Message.create(body.get()).messageId(UUID.randomUUID()));
        odd.put("bytes as message-id", Message.create(body.get()).messageId(new Binary(new byte[] {0, -1, 10})));
        odd.put("a message-id of 20,000 characters", Message.create(body.get()).messageId("i".repeat(20_000)));
        odd.put("a message-id with line breaks", Message.create(body.get()).messageId("a\r\nb\u0000"));
        odd.put("bytes as correlation-id", Message.create(body.get()).correlationId(new Binary(new byte[300])));
        odd.put("a reply-to", Message.create(body.get()).replyTo("stolen"));
        odd.put("a subject of 20,000 characters", Message.create(body.get()).subject("s".repeat(20_000)));
        odd.put("a group", Message.create(body.get()).groupId("g\n").groupSequence(-1));
        odd.put("a user-id", Message.create(body.get()).userId(new byte[] {-1, 0}));
        odd.put("a priority of 255", Message.create(body.get()).priority((byte) -1));
        odd.put("a time to live of a day", Message.create(body.get()).timeToLive(86_400_000));
        Message<byte[]> packed = Message.create(body.get());
        packed.contentEncoding("gzip");
        odd.put("a content-encoding", packed);
        odd.put("a creation time of long ago", Message.create(body.get()).creationTime(Long.MIN_VALUE));
        odd.put("a footer", footed(body.get()));
        odd.put("a delivery time long ago", Message.create(body.get()).annotation("x-opt-delivery-time", 1L));
        odd.put("a short delay", Message.create(body.get()).annotation("x-opt-delivery-delay", 50L));
        odd.put(
                "annotations",
                Message.create(body.get())
                        .annotation("x-opt-jms-dest", (byte) 9)
                        .annotation("x-opt-anything", "y"));
        odd.put("a property of 20,000 characters", Message.create(body.get()).property("p", "v".repeat(20_000)));
        odd.put("a property of bytes", Message.create(body.get()).property("p", new Binary(new byte[] {0, -1})));
        odd.put("a property of null", Message.create(body.get()).property("p", null));
        odd.put("a property of a uuid", Message.create(body.get()).property("p", UUID.randomUUID()));
        odd.put("a property name with controls", Message.create(body.get()).property("a\r\nb\u0000: c", "v"));
        odd.put("a property without name", Message.create(body.get()).property("", "v"));
        odd.put(
                "a duplicate id",
                Message.create(body.get())
                        .property("_AMQ_DUPL_ID", UUID.randomUUID().toString()));
        odd.put(
                "ours",
                Message.create(body.get()).property("stagedoor_reason", "x").property("stagedoor_event_id", 7));
        Message<byte[]> many = Message.create(body.get());
        for (int i = 0; i < 3_000; i++) {
            many.property("p" + i, i);
        }
        odd.put("3,000 properties", many);
        Message<byte[]> steering = Message.create(body.get());
        for (String name : List.of(
                "_AMQ_SCHED_DELIVERY",
                "_AMQ_GROUP_ID",
                "_AMQ_ROUTING_TYPE",
                "_AMQ_LVQ_NAME",
                "_AMQ_ORIG_ADDRESS",
                "_HDR_ROUTE_TO",
                "JMSReplyTo",
                "JMSDestination",
                "JMSXGroupID",
                "JMSXDeliveryCount",
                "JMS_AMQP_TTL",
                "CamelJmsDestinationName",
                "CamelHttpUri",
                "CamelFileName")) {
            steering.property(name, "stolen");
        }
        odd.put("properties that steer others", steering);
        return odd;
    }
}
