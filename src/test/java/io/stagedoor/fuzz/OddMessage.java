package io.stagedoor.fuzz;

import static io.stagedoor.fuzz.AmqpBytes.binary;
import static io.stagedoor.fuzz.AmqpBytes.bytes;
import static io.stagedoor.fuzz.AmqpBytes.described;
import static io.stagedoor.fuzz.AmqpBytes.join;
import static io.stagedoor.fuzz.AmqpBytes.list;
import static io.stagedoor.fuzz.AmqpBytes.map;
import static io.stagedoor.fuzz.AmqpBytes.nested;
import static io.stagedoor.fuzz.AmqpBytes.string;
import static io.stagedoor.fuzz.AmqpBytes.symbol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A message with sections of every kind and fields of every type, some of them damaged. The same for the same seed. */
final class OddMessage {

    private static final int HEADER = 0x70;
    private static final int DELIVERY_ANNOTATIONS = 0x71;
    private static final int MESSAGE_ANNOTATIONS = 0x72;
    private static final int PROPERTIES = 0x73;
    private static final int APPLICATION_PROPERTIES = 0x74;
    private static final int DATA = 0x75;
    private static final int SEQUENCE = 0x76;
    private static final int VALUE = 0x77;
    private static final int FOOTER = 0x78;

    private static final List<String> NAMES = List.of(
            "x-opt-jms-msg-type",
            "x-opt-jms-dest",
            "x-opt-jms-reply-to",
            "x-opt-anything",
            "stagedoor_event_id",
            "stagedoor_events",
            "JMSXDeliveryCount",
            "",
            "name with blanks",
            "x-opt-ORIG-ADDRESS");

    private final RandomGenerator random;
    private final AmqpBytes any;
    private final byte[] event;

    /** @param event the bytes of a valid event; about half of the messages carry it */
    OddMessage(long seed, byte[] event) {
        this.random = new java.util.SplittableRandom(seed);
        this.any = new AmqpBytes(random);
        this.event = event;
    }

    byte[] payload() {
        List<byte[]> sections = new ArrayList<>();
        maybe(sections, HEADER, this::header);
        maybe(sections, DELIVERY_ANNOTATIONS, () -> entries(true));
        maybe(sections, MESSAGE_ANNOTATIONS, () -> entries(true));
        maybe(sections, PROPERTIES, this::properties);
        maybe(sections, APPLICATION_PROPERTIES, () -> entries(false));
        sections.addAll(body());
        maybe(sections, FOOTER, () -> entries(true));
        if (random.nextInt(20) == 0) {
            sections.add(random.nextInt(sections.size() + 1), any.value(2));
        }
        if (!sections.isEmpty() && random.nextInt(20) == 0) {
            sections.add(random.nextInt(sections.size() + 1), sections.get(random.nextInt(sections.size())));
        }
        byte[] payload = join(sections);
        byte[] sent = random.nextInt(4) == 0 ? damaged(payload) : payload;
        // Without a byte Qpid JMS does not notice it: on a standalone broker it stays where it is (decision 0007).
        return sent.length == 0 ? bytes(0x40) : sent;
    }

    private void maybe(List<byte[]> sections, int code, java.util.function.Supplier<byte[]> content) {
        if (random.nextInt(3) == 0) {
            byte[] value = random.nextInt(25) == 0 ? any.value(3) : content.get();
            sections.add(
                    random.nextInt(12) == 0
                            ? join(List.of(bytes(0, 0x80, 0, 0, 0, 0, 0, 0, 0, code), value))
                            : described(code, value));
        }
    }

    /** Its time to live is a year: a message that expires is the broker's to move, and Artemis cannot write each again. */
    private byte[] header() {
        return fields(
                List.of(bytes(0x41), bytes(0x50, 4), bytes(0x70, 0x7f, 0xff, 0xff, 0xff), bytes(0x42), bytes(0x43)), 2);
    }

    private byte[] properties() {
        return fields(
                List.of(
                        string("id-" + random.nextInt()),
                        binary(bytes(1)),
                        string("to"),
                        string("subject"),
                        string("reply"),
                        string("correlation"),
                        symbol("application/json"),
                        symbol("gzip"),
                        timestamp(),
                        timestamp(),
                        string("group"),
                        bytes(0x52, 1),
                        string("reply-group")),
                8);
    }

    /** In the year 2100. */
    private static byte[] timestamp() {
        return bytes(0x83, 0, 0, 3, 0xbb, 0x2c, 0xc3, 0xd8, 0);
    }

    /**
     * As they should be, some of them absent, one or two of any type.
     *
     * @param expiry which one is as it should be or absent
     */
    private byte[] fields(List<byte[]> right, int expiry) {
        List<byte[]> fields = new ArrayList<>(right.subList(0, random.nextInt(right.size() + 1)));
        for (int i = 0; i < fields.size(); i++) {
            int what = random.nextInt(8);
            if (what == 0 && i != expiry) {
                fields.set(i, any.value(2));
            } else if (what < 4) {
                fields.set(i, bytes(0x40));
            }
        }
        return list(fields);
    }

    private byte[] entries(boolean symbols) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            entries.add(random.nextInt(40) == 0 ? any.value(1) : symbols ? symbol(name) : string(name));
            entries.add(random.nextInt(25) == 0 ? nested(random.nextInt(4), 3_000) : any.value(3));
        }
        return map(entries);
    }

    private List<byte[]> body() {
        int kind = random.nextInt(16);
        byte[] content = random.nextInt(4) == 0 ? bytes('{', 0xff) : event;
        return switch (kind) {
            case 0 -> List.of();
            case 1 -> List.of(described(VALUE, any.value(3)));
            case 2 -> List.of(described(SEQUENCE, list(any.some(3, 4))));
            case 3 -> List.of(described(VALUE, nested(random.nextInt(4), 3_000)));
            case 4 -> List.of(described(SEQUENCE, nested(0, 3_000)));
            case 5, 6 -> List.of(described(VALUE, AmqpBytes.sized(0xb1, content)));
            case 7 -> List.of(described(VALUE, binary(content)));
            case 8 ->
                List.of(
                        described(DATA, binary(Arrays.copyOf(content, content.length / 2))),
                        described(DATA, binary(Arrays.copyOfRange(content, content.length / 2, content.length))));
            default -> List.of(described(DATA, binary(content)));
        };
    }

    private byte[] damaged(byte[] payload) {
        if (payload.length == 0) {
            return payload;
        }
        byte[] damaged = payload.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            case 2 -> {
                for (int i = 0; i < 5; i++) {
                    damaged[random.nextInt(Math.min(damaged.length, 60))] ^= (byte) (1 << random.nextInt(8));
                }
            }
            default -> damaged = join(List.of(damaged, bytes(random.nextInt(256), random.nextInt(256))));
        }
        return damaged;
    }
}
