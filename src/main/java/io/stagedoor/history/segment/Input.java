package io.stagedoor.history.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link Output} wrote. Every method throws IOException where the bytes are something else. */
final class Input {

    private final byte[] bytes;
    private final List<String> texts = new ArrayList<>();
    private int at;

    Input(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == bytes.length) {
                throw new IOException("it ends within a number");
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number has more than 64 bits");
    }

    int small() throws IOException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException(value + " is too large here");
        }
        return (int) value;
    }

    long signed() throws IOException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    String text() throws IOException {
        int place = small();
        if (place > 0) {
            if (place > texts.size()) {
                throw new IOException("text " + place + " of " + texts.size());
            }
            return texts.get(place - 1);
        }
        String text = new String(data(), StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }

    byte[] data() throws IOException {
        int length = small();
        if (length > bytes.length - at) {
            throw new IOException(length + " bytes are to come, where " + (bytes.length - at) + " are left");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }
}
