package io.stagedoor.history.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes numbers in as few bytes as they need, and each text only once: {@link Input} reads them. For one thread.
 *
 * <pre>
 *   number        7 bits a byte, the lowest first, the highest bit says that more follow (as in Protocol Buffers)
 *   signed        ... of its ZigZag form
 *   text          0, length and bytes in UTF-8, the first time; then its place among the texts so far, from 1
 * </pre>
 */
final class Output {

    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[8 * 1024];
    private int size;

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    void number(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void text(String text) {
        Integer place = texts.putIfAbsent(text, texts.size() + 1);
        if (place != null) {
            number(place);
            return;
        }
        number(0);
        data(text.getBytes(StandardCharsets.UTF_8));
    }

    void data(byte[] data) {
        number(data.length);
        room(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
