package io.stagedoor.routing.poison;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Recognizes a message that comes again: AMQP does not tell the broker's own id of a message. Every message has a
 * fingerprint; two with the same one are treated alike.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Received received) {
        MessageDigest digest = sha256();
        digest.update(String.valueOf(received.id()).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(part(() -> body(received.message())));
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Part {
        byte[] read() throws JMSException;
    }

    private static byte[] part(Part part) {
        try {
            return part.read();
        } catch (JMSException | RuntimeException unreadable) {
            return unreadable.getClass().getName().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] body(Message message) throws JMSException {
        if (message instanceof BytesMessage binary) {
            binary.reset();
            byte[] bytes = new byte[(int) binary.getBodyLength()];
            binary.readBytes(bytes);
            return bytes;
        }
        String text = message instanceof TextMessage named
                ? named.getText()
                : message.getClass().getName();
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
