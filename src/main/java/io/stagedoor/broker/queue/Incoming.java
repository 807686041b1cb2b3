package io.stagedoor.broker.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.client.AdvancedMessage;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.impl.ClientMessageSupport;
import org.apache.qpid.protonj2.types.DescribedType;
import org.apache.qpid.protonj2.types.messaging.Section;

/**
 * The content of a delivery: a message, or bytes that are not one. An AMQP broker stores any bytes of a producer, and
 * an unreadable message must not hide those behind it.
 */
public sealed interface Incoming {

    /** Most levels of lists and maps in a value. */
    int DEEPEST = 100;

    String TOO_DEEP = "its values are nested deeper than " + DEEPEST + " levels";

    /** @param message decoded */
    record Readable(Message<?> message) implements Incoming {}

    /**
     * @param bytes of the whole message, unchanged
     * @param why in words
     */
    record Unreadable(byte[] bytes, String why) implements Incoming {}

    /**
     * Reads a delivery. Call {@link Delivery#message()} neither before nor after.
     *
     * @throws ClientException when the connection is lost
     */
    static Incoming of(Delivery delivery) throws ClientException {
        byte[] bytes;
        try (InputStream raw = delivery.rawInputStream()) {
            bytes = raw.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        return of(bytes);
    }

    private static Incoming of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Unreadable(bytes, "it has no sections");
        }
        try (ProtonBuffer buffer =
                ProtonBufferAllocator.defaultAllocator().copy(bytes).convertToReadOnly()) {
            Message<?> message = ClientMessageSupport.decodeMessage(buffer, null);
            return tooDeep(message) ? new Unreadable(bytes, TOO_DEEP) : new Readable(message);
        } catch (ClientException | RuntimeException e) {
            return new Unreadable(bytes, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (StackOverflowError tooDeep) {
            return new Unreadable(bytes, TOO_DEEP);
        }
    }

    /** Whether it can be sent again: ProtonJ2 reads more than it can write, such as an array of nulls. */
    static boolean encodable(Message<?> message) throws ClientException {
        AdvancedMessage<?> all = message.toAdvancedMessage();
        try (ProtonBuffer encoded = all.encode(null)) {
            return encoded.isReadable();
        } catch (ClientException | RuntimeException e) {
            return false;
        }
    }

    /** Deep values are unreadable here because showing or sending them would recurse as deep. */
    private static boolean tooDeep(Message<?> message) throws ClientException {
        AdvancedMessage<?> all = message.toAdvancedMessage();
        boolean deep = false;
        for (Section<?> section : all.bodySections()) {
            deep |= deeper(section.getValue(), DEEPEST);
        }
        deep |= all.annotations() != null && deeper(all.annotations().getValue(), DEEPEST);
        return deep
                || all.applicationProperties() != null
                        && deeper(all.applicationProperties().getValue(), DEEPEST);
    }

    private static boolean deeper(Object value, int levels) {
        if (value instanceof Map<?, ?> map) {
            return levels == 0
                    || map.entrySet().stream()
                            .anyMatch(entry ->
                                    deeper(entry.getKey(), levels - 1) || deeper(entry.getValue(), levels - 1));
        }
        if (value instanceof Iterable<?> list) {
            return levels == 0
                    || StreamSupport.stream(list.spliterator(), false).anyMatch(one -> deeper(one, levels - 1));
        }
        if (value instanceof Object[] array) {
            return levels == 0 || Arrays.stream(array).anyMatch(one -> deeper(one, levels - 1));
        }
        return value instanceof DescribedType described
                && (levels == 0 || deeper(described.getDescribed(), levels - 1));
    }
}
