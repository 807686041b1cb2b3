package io.stagedoor.routing.poison;

import static io.stagedoor.fuzz.AmqpBytes.array;
import static io.stagedoor.fuzz.AmqpBytes.binary;
import static io.stagedoor.fuzz.AmqpBytes.bytes;
import static io.stagedoor.fuzz.AmqpBytes.described;
import static io.stagedoor.fuzz.AmqpBytes.join;
import static io.stagedoor.fuzz.AmqpBytes.list;
import static io.stagedoor.fuzz.AmqpBytes.map;
import static io.stagedoor.fuzz.AmqpBytes.nested;
import static io.stagedoor.fuzz.AmqpBytes.sized;
import static io.stagedoor.fuzz.AmqpBytes.string;
import static io.stagedoor.fuzz.AmqpBytes.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.fuzz.RawMessages;
import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a producer sends, and whatever a route does with it, later events are routed. */
@Timeout(120)
class OneMessageStopsNoChannelTest extends RoutesRig {

    private static final int GOOD = 20;
    private static final int DEEP = 3_000;
    /** As deep as Artemis itself can read. */
    private static final int DEEPER_THAN_WE_READ = 200;

    private static final byte[] INVALID = "{".getBytes(StandardCharsets.UTF_8);

    private static final String BY_ACTION = """
            - choice:
                when:
                  - simple: "${variable.action} == 'failed'"
                    steps:
                      %s
                      - to:
                          uri: amqp:queue:deliver/b
                otherwise:
                  steps:
                    - to:
                        uri: amqp:queue:deliver/a
            """;

    /** A send that fails closes the whole connection. */
    @BeforeEach
    void connectAnew() throws Exception {
        amqp.close();
        amqp = new Amqp(broker.url(), null, null);
    }

    private void send(byte[]... sections) throws Exception {
        amqp.sendRaw(CHANNEL, RawMessages.of(join(List.of(sections))));
    }

    private static byte[] data(byte[] body) {
        return described(0x75, binary(body));
    }

    private static byte[] task(String action) {
        return Events.task(Events.newId(), action).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] annotations(byte[] value) {
        return described(0x72, map(List.of(symbol("x-opt-odd"), value)));
    }

    private void good() throws Exception {
        for (int i = 0; i < GOOD; i++) {
            send(data(task("completed")));
        }
    }

    /** The ids of the events at a destination, in bundles or alone. */
    private long events(String queue) throws Exception {
        return takeAll(queue).stream()
                .mapToLong(taken -> taken.properties().get("stagedoor_events") instanceof Integer many ? many : 1)
                .sum();
    }

    private List<Taken> deadLetters(int expected) throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(broker.depth(DEAD)).isGreaterThanOrEqualTo(expected));
        broker.awaitDepth(CHANNEL, 0);
        List<Taken> dead = takeAll(DEAD);
        assertThat(dead).hasSize(expected);
        return dead;
    }

    @Test
    void an_event_that_its_route_makes_unsendable_is_a_dead_letter_and_its_neighbours_are_routed() throws Exception {
        start(BY_ACTION.formatted("- unmarshal: {json: {}}"));
        for (int i = 0; i < GOOD; i++) {
            send(data(task(i % 2 == 0 ? "failed" : "completed")));
        }
        assertThat(deadLetters(GOOD / 2)).allSatisfy(dead -> {
            assertThat(dead.text("reason")).isEqualTo("undeliverable");
            assertThat(dead.text("error")).startsWith("the route task failed: ");
            assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).contains("\"failed\"");
        });
        assertThat(events("deliver/a")).isEqualTo(GOOD / 2);
        assertThat(broker.depth("deliver/b")).isZero();
    }

    @Test
    void an_event_on_which_its_route_overflows_the_stack_is_a_dead_letter() throws Exception {
        load(List.of(new RouteFolder.RouteFile(
                "routes/task.yaml",
                route("task", "amqp:queue:" + CHANNEL, BY_ACTION.formatted("- process: {ref: overflow}")))));
        camel.getRegistry().bind("overflow", Processor.class, (Processor) exchange -> {
            throw new StackOverflowError();
        });
        camel.start();
        send(data(task("failed")));
        good();
        assertThat(deadLetters(1).get(0).text("reason")).isEqualTo("undeliverable");
        assertThat(events("deliver/a")).isEqualTo(GOOD);
    }

    @Test
    void an_event_whose_sending_the_broker_refuses_is_a_dead_letter_after_some_tries() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        broker.tell(refusing(refusing, () -> new ActiveMQException("odd")));
        start(BY_ACTION.formatted(""));
        good();
        send(data(task("failed")));
        good();
        assertThat(deadLetters(1).get(0).text("reason")).isEqualTo("undeliverable");
        assertThat(events("deliver/a")).isEqualTo(2 * GOOD);
        refusing.set(false);
    }

    @Test
    void events_that_the_program_has_no_right_to_send_stay_until_it_has_the_right() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        broker.tell(refusing(refusing, () -> new ActiveMQSecurityException("no right")));
        start(BY_ACTION.formatted(""));
        send(data(task("failed")));
        assertThat(broker.depth(DEAD)).isZero();
        refusing.set(false);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(broker.depth("deliver/b")).isEqualTo(1));
        assertThat(broker.depth(DEAD)).isZero();
    }

    private interface Refusal {
        ActiveMQException make();
    }

    private static ActiveMQServerMessagePlugin refusing(AtomicBoolean refusing, Refusal refusal) {
        return new ActiveMQServerMessagePlugin() {
            @Override
            public void beforeSend(
                    ServerSession session,
                    Transaction tx,
                    org.apache.activemq.artemis.api.core.Message message,
                    boolean direct,
                    boolean noAutoCreateQueue)
                    throws ActiveMQException {
                if (refusing.get() && "deliver/b".equals(message.getAddress())) {
                    throw refusal.make();
                }
            }
        };
    }

    @Test
    void a_message_with_odd_sections_is_routed_by_its_body() throws Exception {
        start(to("amqp:queue:deliver/a"));
        byte[] booleans = array(bytes(0x56), List.of(bytes(1), bytes(0)));
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("an array of booleans as annotation", annotations(booleans));
        odd.put("an array of arrays as annotation", annotations(array(bytes(0xf0), List.of(without(booleans)))));
        odd.put("a described value nested deep as annotation", annotations(nested(3, DEEPER_THAN_WE_READ)));
        odd.put("a map nested deep as annotation", annotations(nested(1, DEEPER_THAN_WE_READ)));
        odd.put(
                "maps nested deep as delivery annotation",
                described(0x71, map(List.of(symbol("x"), nested(1, DEEPER_THAN_WE_READ)))));
        odd.put(
                "maps nested deep as property",
                described(0x74, map(List.of(string("x"), nested(1, DEEPER_THAN_WE_READ)))));
        odd.put("a property without name", described(0x74, map(List.of(string(""), string("x")))));
        odd.put("an array as property", described(0x74, map(List.of(string("x"), booleans))));
        for (int kind = 0; kind < 4; kind++) {
            if (kind != 2) { // Artemis refuses it.
                odd.put(
                        "a message-id nested deep " + kind,
                        described(0x73, list(List.of(nested(kind, DEEPER_THAN_WE_READ)))));
            }
        }
        odd.put("a boolean as message-id", described(0x73, list(List.of(bytes(0x41)))));
        odd.put("a list as message-id", described(0x73, list(List.of(list(List.of(bytes(0x41)))))));
        odd.put("an int as message-id", described(0x73, list(List.of(bytes(0x54, 7)))));
        odd.put(
                "an int as correlation-id",
                described(
                        0x73,
                        list(new ArrayList<>(List.of(
                                bytes(0x40), bytes(0x40), bytes(0x40), bytes(0x40), bytes(0x40), bytes(0x54, 7))))));
        for (byte[] section : odd.values()) {
            send(section, data(INVALID));
            send(section, data(task("completed")));
        }
        good();
        assertThat(deadLetters(odd.size())).allSatisfy(dead -> {
            assertThat(dead.bytes()).isEqualTo(INVALID);
            assertThat(dead.text("keyword")).isEqualTo("json");
        });
        assertThat(events("deliver/a")).isEqualTo(odd.size() + GOOD);
    }

    @Test
    void a_message_with_a_body_that_nobody_can_read_is_a_dead_letter_with_its_bytes() throws Exception {
        start(to("amqp:queue:deliver/a"));
        List<byte[]> values = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            values.add(nested(kind, DEEP));
        }
        values.add(sized(0xb1, bytes('{', 0xff)));
        for (byte[] value : values) {
            send(described(0x77, value));
        }
        byte[] none = string("no section at all");
        send(none);
        good();
        List<Taken> dead = deadLetters(values.size() + 1);
        for (byte[] value : values) {
            assertThat(dead).anySatisfy(one -> assertThat(one.bytes()).isEqualTo(value));
        }
        assertThat(dead).anySatisfy(one -> assertThat(one.bytes()).endsWith(none));
        assertThat(dead).allSatisfy(one -> assertThat(one.text("reason")).isEqualTo("invalid"));
        assertThat(events("deliver/a")).isEqualTo(GOOD);
    }

    private static byte[] without(byte[] value) {
        return java.util.Arrays.copyOfRange(value, 1, value.length);
    }
}
