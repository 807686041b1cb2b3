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
 * A message of a destination's queue that can be sent on, whatever it was: others may have put it there.
 *
 * <pre>
 *   cannot be decoded        ─▶ its bytes, as a body, and what is wrong with it
 *   cannot be encoded again  ─▶ without its annotations and footer; its bytes where that does not help
 * </pre>
 *
 * @param fault null for one that can be delivered
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
        // Of what this program sends itself none has any of these; and what the producer's said of the way is over.
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
            throw new ClientException("the message did not come as a whole: " + e.getMessage(), e);
        }
    }
}
