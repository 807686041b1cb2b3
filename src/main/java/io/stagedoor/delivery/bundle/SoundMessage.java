package io.stagedoor.delivery.bundle;

import io.stagedoor.deadletter.DeadLetterMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.impl.ClientMessageSupport;
import org.apache.qpid.protonj2.types.messaging.Footer;
import org.apache.qpid.protonj2.types.messaging.MessageAnnotations;

/**
 * A message of a destination's queue, repaired so that it can be sent on: anybody may have put it there.
 *
 * <pre>
 *   cannot be decoded        ─▶ its bytes as the body, and a fault
 *   cannot be encoded again  ─▶ without its annotations and footer; if that is not enough, its bytes
 * </pre>
 *
 * @param fault null if it can be delivered
 */
record SoundMessage(Message<?> message, String fault) {

    static SoundMessage of(org.apache.qpid.protonj2.client.Delivery handle) throws ClientException {
        byte[] bytes = bytes(handle);
        try {
            return sound(bytes);
        } catch (ClientException | RuntimeException | StackOverflowError undecodable) {
            return new SoundMessage(
                    Message.create(bytes), undecodable.getClass().getSimpleName() + ": " + undecodable.getMessage());
        }
    }

    private static SoundMessage sound(byte[] bytes) throws ClientException {
        ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().copy(bytes);
        Message<?> message = ClientMessageSupport.decodeMessage(buffer, annotations -> {});
        // Messages of this program have none of these, and those of a producer no longer matter here.
        if (message.hasAnnotations() || message.hasFooters() || message.hasProperties() && !isPlain(message)) {
            requireEncodable(message);
        }
        DeadLetterMessage.body(message);
        return new SoundMessage(message, null);
    }

    private static boolean isPlain(Message<?> message) throws ClientException {
        boolean[] plain = {true};
        message.forEachProperty((name, value) ->
                plain[0] &= value instanceof String || value instanceof Integer || value instanceof Long);
        return plain[0];
    }

    private static void requireEncodable(Message<?> message) throws ClientException {
        try {
            encode(message);
        } catch (ClientException | RuntimeException | StackOverflowError notAsItIs) {
            message.toAdvancedMessage().annotations((MessageAnnotations) null);
            message.toAdvancedMessage().footer((Footer) null);
            encode(message);
        }
    }

    private static void encode(Message<?> message) throws ClientException {
        message.toAdvancedMessage().encode(Map.of()).close();
    }

    private static byte[] bytes(org.apache.qpid.protonj2.client.Delivery handle) throws ClientException {
        try (InputStream raw = handle.rawInputStream()) {
            return raw.readAllBytes();
        } catch (IOException e) {
            throw new ClientException("the message is incomplete: " + e.getMessage(), e);
        }
    }
}
