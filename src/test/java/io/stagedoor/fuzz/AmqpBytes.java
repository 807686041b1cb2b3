package io.stagedoor.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values of every AMQP 1.0 type in every encoding (part 1, 1.6), as bytes: what no client library would write, too. */
public final class AmqpBytes {

    private static final int DESCRIBED = 0x00;

    /** Codes of fixed width, with it. */
    private static final int[][] FIXED = {
        {0x40, 0},
        {0x41, 0},
        {0x42, 0},
        {0x43, 0},
        {0x44, 0},
        {0x45, 0},
        {0x50, 1},
        {0x51, 1},
        {0x52, 1},
        {0x53, 1},
        {0x54, 1},
        {0x55, 1},
        {0x56, 1},
        {0x60, 2},
        {0x61, 2},
        {0x70, 4},
        {0x71, 4},
        {0x72, 4},
        {0x73, 4},
        {0x74, 4},
        {0x80, 8},
        {0x81, 8},
        {0x82, 8},
        {0x83, 8},
        {0x84, 8},
        {0x94, 16},
        {0x98, 16}
    };

    private static final int[] VARIABLE = {0xa0, 0xa1, 0xa3, 0xb0, 0xb1, 0xb3};

    private final RandomGenerator random;

    AmqpBytes(RandomGenerator random) {
        this.random = random;
    }

    public static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] described(int code, byte[] value) {
        return join(List.of(bytes(DESCRIBED, 0x53, code), value));
    }

    public static byte[] string(String text) {
        return sized(0xb1, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] symbol(String text) {
        return sized(0xb3, text.getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] binary(byte[] content) {
        return sized(0xb0, content);
    }

    /** A value behind its code and its four bytes of size. */
    public static byte[] sized(int code, byte[] content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) code)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** A list or map of four bytes of size and count. */
    public static byte[] compound(int code, List<byte[]> items) {
        byte[] content = join(items);
        return ByteBuffer.allocate(9 + content.length)
                .put((byte) code)
                .putInt(4 + content.length)
                .putInt(items.size())
                .put(content)
                .array();
    }

    public static byte[] list(List<byte[]> items) {
        return compound(0xd0, items);
    }

    public static byte[] map(List<byte[]> items) {
        return compound(0xd1, items);
    }

    /** @param elements without their code */
    public static byte[] array(byte[] constructor, List<byte[]> elements) {
        byte[] content = join(List.of(constructor, join(elements)));
        return ByteBuffer.allocate(9 + content.length)
                .put((byte) 0xf0)
                .putInt(4 + content.length)
                .putInt(elements.size())
                .put(content)
                .array();
    }

    /** Lists, maps, arrays or described values in each other. */
    public static byte[] nested(int kind, int depth) {
        byte[] inner = bytes(0x40);
        for (int i = 0; i < depth; i++) {
            inner = switch (kind % 4) {
                case 0 -> list(List.of(inner));
                case 1 -> map(List.of(symbol("k"), inner));
                case 2 ->
                    array(
                            bytes(0xd0),
                            List.of(java.util.Arrays.copyOfRange(list(List.of(inner)), 1, inner.length + 9)));
                default -> described(0x99, inner);
            };
        }
        return inner;
    }

    /** Any value; compound ones up to so many levels. */
    byte[] value(int levels) {
        int kind = random.nextInt(levels > 0 ? 14 : 8);
        return switch (kind) {
            case 0, 1, 2, 3 -> fixed();
            case 4, 5, 6, 7 -> variable();
            case 8 -> list(some(levels, 4));
            case 9 -> map(some(levels, 4));
            case 10, 11, 12 -> anyArray(levels);
            default -> join(List.of(bytes(DESCRIBED), value(levels - 1), value(levels - 1)));
        };
    }

    List<byte[]> some(int levels, int most) {
        return random.ints(random.nextInt(most + 1), 0, 1)
                .mapToObj(i -> value(levels - 1))
                .toList();
    }

    private byte[] fixed() {
        int[] type = FIXED[random.nextInt(FIXED.length)];
        return join(List.of(bytes(type[0]), content(type[1])));
    }

    private byte[] content(int width) {
        byte[] content = new byte[width];
        random.nextBytes(content);
        if (random.nextInt(3) == 0) {
            java.util.Arrays.fill(content, (byte) random.nextInt(2));
        }
        return content;
    }

    private byte[] variable() {
        int code = VARIABLE[random.nextInt(VARIABLE.length)];
        byte[] content = text();
        return code < 0xb0 ? join(List.of(bytes(code, content.length), content)) : sized(code, content);
    }

    /** Now and then no UTF-8, and no ASCII. */
    private byte[] text() {
        int length = random.nextInt(20);
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
        }
        return content;
    }

    private byte[] anyArray(int levels) {
        int kind = random.nextInt(8);
        int count = random.nextInt(4);
        if (kind < 4) {
            int[] type = FIXED[random.nextInt(FIXED.length)];
            byte[] constructor = random.nextInt(6) == 0
                    ? join(List.of(bytes(DESCRIBED), symbol("x:y"), bytes(type[0])))
                    : bytes(type[0]);
            return array(
                    constructor,
                    random.ints(count, 0, 1).mapToObj(i -> content(type[1])).toList());
        }
        if (kind < 6) {
            return array(
                    bytes(0xb1),
                    random.ints(count, 0, 1)
                            .mapToObj(i -> without(sized(0xb1, text())))
                            .toList());
        }
        int code = kind == 6 ? 0xd0 : 0xf0;
        return array(
                bytes(code),
                random.ints(count, 0, 1)
                        .mapToObj(i -> without(code == 0xd0 ? list(some(levels, 3)) : anyArray(levels - 1)))
                        .toList());
    }

    private static byte[] without(byte[] value) {
        return java.util.Arrays.copyOfRange(value, 1, value.length);
    }
}
