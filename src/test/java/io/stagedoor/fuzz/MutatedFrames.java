package io.stagedoor.fuzz;

import static io.stagedoor.fuzz.AmqpBytes.binary;
import static io.stagedoor.fuzz.AmqpBytes.bytes;
import static io.stagedoor.fuzz.AmqpBytes.described;
import static io.stagedoor.fuzz.AmqpBytes.join;
import static io.stagedoor.fuzz.AmqpBytes.list;
import static io.stagedoor.fuzz.AmqpBytes.string;
import static io.stagedoor.fuzz.AmqpBytes.symbol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a client says on one connection that sends events (AMQP 1.0, parts 2 and 5), frame by frame, with mistakes in it.
 * The same for the same seed.
 */
final class MutatedFrames {

    static final int EVENTS = 4;

    private static final byte[] NULL = bytes(0x40);
    private static final byte[] ZERO = bytes(0x43);
    private static final int AMQP = 0;
    private static final int SASL = 1;

    private final RandomGenerator random;
    private final String address;
    private final Supplier<byte[]> message;

    /** @param message the bytes of one that holds a valid event */
    MutatedFrames(long seed, String address, Supplier<byte[]> message) {
        this.random = new SplittableRandom(seed);
        this.address = address;
        this.message = message;
    }

    /** Every seventh is as it should be. */
    List<byte[]> conversation() {
        List<byte[]> frames = new ArrayList<>(sound());
        if (random.nextInt(7) > 0) {
            for (int mistakes = 1 + random.nextInt(3); mistakes > 0; mistakes--) {
                mutate(frames);
            }
        }
        return frames;
    }

    private List<byte[]> sound() {
        List<byte[]> frames = new ArrayList<>();
        frames.add(header(3));
        frames.add(frame(SASL, described(0x41, list(List.of(symbol("ANONYMOUS"), NULL, NULL)))));
        frames.add(header(0));
        frames.add(frame(AMQP, described(0x10, list(List.of(string("fuzz-" + random.nextLong()), NULL)))));
        frames.add(frame(AMQP, described(0x11, list(List.of(NULL, ZERO, number(100), number(100))))));
        byte[] source = described(0x28, list(List.of()));
        byte[] target = described(0x29, list(List.of(string(address))));
        byte[] sender = bytes(0x42);
        byte[] mode = bytes(0x50, 0);
        frames.add(frame(
                AMQP,
                described(
                        0x12,
                        list(List.of(string("link"), ZERO, sender, mode, mode, source, target, NULL, NULL, ZERO)))));
        for (int i = 0; i < EVENTS; i++) {
            frames.add(transfer(i));
        }
        return frames;
    }

    private byte[] transfer(int id) {
        byte[] performative =
                described(0x14, list(List.of(ZERO, number(id), binary(bytes(id)), ZERO, bytes(0x42), bytes(0x42))));
        return frame(AMQP, join(List.of(performative, message.get())));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(5).put((byte) 0x70).putInt(value).array();
    }

    private static byte[] header(int protocol) {
        return join(List.of("AMQP".getBytes(StandardCharsets.US_ASCII), bytes(protocol, 1, 0, 0)));
    }

    private static byte[] frame(int type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put((byte) 2)
                .put((byte) type)
                .putShort((short) 0)
                .put(body)
                .array();
    }

    private void mutate(List<byte[]> frames) {
        int which = random.nextInt(frames.size());
        byte[] frame = frames.get(which).clone();
        switch (random.nextInt(9)) {
            case 0 -> frames.remove(which);
            case 1 -> frames.add(which, frame);
            case 2 -> frames.set(which, Arrays.copyOf(frame, random.nextInt(frame.length)));
            case 3 -> frames.add(which, random(random.nextInt(64)));
            case 4 -> frames.add(which, frame(random.nextInt(4), random(random.nextInt(64))));
            case 5 -> frames.add(which, frame(AMQP, described(random.nextInt(256), new AmqpBytes(random).value(3))));
            case 6 -> frames.set(which, flip(frame, Math.min(frame.length, 8)));
            case 7 -> frames.set(which, flip(frame, Math.min(frame.length, 40)));
            default -> frames.set(which, flip(frame, frame.length));
        }
        if (frames.isEmpty()) {
            frames.add(random(8));
        }
    }

    private byte[] flip(byte[] frame, int within) {
        if (within > 0) {
            frame[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    private byte[] random(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }
}
