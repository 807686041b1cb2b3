package io.stagedoor.routing.exchange;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;

/**
 * Reads the bytes of an event, however its client sent it: as a data section or byte message, as an AMQP value or text
 * message. Maps, lists and objects are not events, and are never decoded: a serialized object can run code.
 */
public final class MessageBody {

    private final int limit;

    /** @param limit the largest event, in bytes */
    public MessageBody(int limit) {
        this.limit = limit;
    }

    /** Bytes. */
    int limit() {
        return limit;
    }

    byte[] read(Message message) throws InvalidEvent, JMSException {
        byte[] bytes = bytes(message);
        if (bytes.length == 0) {
            throw new InvalidEvent("", "body", "the body is empty: send the event as JSON text");
        }
        return bytes;
    }

    private byte[] bytes(Message message) throws InvalidEvent, JMSException {
        if (message instanceof BytesMessage binary) {
            byte[] bytes = new byte[checked(binary.getBodyLength())];
            binary.reset();
            binary.readBytes(bytes);
            return bytes;
        }
        if (message instanceof TextMessage text) {
            byte[] bytes = utf8(text);
            checked(bytes.length);
            return bytes;
        }
        throw new InvalidEvent("", "body", "the body is " + kind(message) + ": send the event as JSON text");
    }

    private static byte[] utf8(TextMessage message) throws InvalidEvent {
        try {
            String text = message.getText();
            return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        } catch (JMSException undecodable) {
            throw new InvalidEvent("", "body", "the body is not text in the character set it names: send UTF-8");
        }
    }

    private int checked(long length) throws InvalidEvent {
        if (length > limit) {
            throw new InvalidEvent("", "size", length + " bytes, more than the " + limit + " that an event may have");
        }
        return (int) length;
    }

    private static String kind(Message message) {
        if (message instanceof MapMessage) {
            return "a map";
        }
        if (message instanceof StreamMessage) {
            return "a list";
        }
        return message instanceof ObjectMessage ? "an AMQP map, list, number or serialized object" : "empty";
    }
}
