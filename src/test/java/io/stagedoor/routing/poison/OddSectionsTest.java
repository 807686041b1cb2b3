package io.stagedoor.routing.poison;

import static io.stagedoor.fuzz.AmqpBytes.array;
import static io.stagedoor.fuzz.AmqpBytes.bytes;
import static io.stagedoor.fuzz.AmqpBytes.described;
import static io.stagedoor.fuzz.AmqpBytes.list;
import static io.stagedoor.fuzz.AmqpBytes.map;
import static io.stagedoor.fuzz.AmqpBytes.nested;
import static io.stagedoor.fuzz.AmqpBytes.sized;
import static io.stagedoor.fuzz.AmqpBytes.string;
import static io.stagedoor.fuzz.AmqpBytes.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Amqp.Taken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages whose sections are odd, or that nobody can read. */
@Timeout(120)
class OddSectionsTest extends PoisonRig {

    private static final int DEEP = 3_000;

    /** As deep as Artemis itself can read. */
    private static final int DEEPER_THAN_WE_READ = 200;

    private static final byte[] INVALID = "{".getBytes(StandardCharsets.UTF_8);

    private static byte[] annotations(byte[] value) {
        return described(0x72, map(List.of(symbol("x-opt-odd"), value)));
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
