package io.stagedoor.broker.qpid;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.qpid.jms.provider.amqp.message.AmqpCodec;
import org.apache.qpid.jms.util.ContentTypeSupport;
import org.apache.qpid.jms.util.InvalidContentTypeException;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.messaging.Section;

/** Replaces decoded values that Qpid JMS cannot use or write again. */
final class SoundValues {

    private static final Symbol BYTES = Symbol.valueOf("application/octet-stream");

    private static final Symbol ANY = Symbol.valueOf("x");

    /** Most characters of the text that replaces a value. */
    private static final int LONGEST = 1_000;

    /**
     * Annotations that are instructions: which JMS type the message gets, when and how the broker delivers it. They
     * concern this message alone; a dead letter with them would be misread, delayed, or treated as a broadcast.
     */
    private static final Set<Symbol> ORDERS = Set.of(
            Symbol.valueOf("x-opt-jms-msg-type"),
            Symbol.valueOf("x-opt-jms-dest"),
            Symbol.valueOf("x-opt-jms-reply-to"),
            Symbol.valueOf("x-opt-to-type"),
            Symbol.valueOf("x-opt-reply-type"),
            Symbol.valueOf("x-opt-delivery-time"),
            Symbol.valueOf("x-opt-delivery-delay"),
            Symbol.valueOf("x-opt-routing-type"));

    DeliveryAnnotations repaired(DeliveryAnnotations read) {
        repair(read.getValue());
        return read;
    }

    MessageAnnotations repaired(MessageAnnotations read) {
        repair(read.getValue());
        if (read.getValue() != null) {
            read.getValue().keySet().removeAll(ORDERS);
        }
        return read;
    }

    ApplicationProperties repaired(ApplicationProperties read) {
        repair(read.getValue());
        return read;
    }

    Footer repaired(Footer read) {
        repair(read.getValue());
        return read;
    }

    /** Throws if a body cannot be written again. */
    Section repaired(Section body) {
        boolean plain = body instanceof Data || body instanceof AmqpValue value && isPlain(value.getValue());
        if (!plain) {
            AmqpCodec.encode(body);
        }
        return body;
    }

    /** AMQP has four types of message-id (part 3, 3.2.4); any other becomes text. */
    static Properties repaired(Properties read) {
        read.setMessageId(id(read.getMessageId()));
        read.setCorrelationId(id(read.getCorrelationId()));
        return read;
    }

    private static Object id(Object id) {
        boolean known = id == null
                || id instanceof String
                || id instanceof UUID
                || id instanceof UnsignedLong
                || id instanceof Binary;
        return known ? id : text(id);
    }

    /** Declares the body as bytes if it is not text of the content type's character set. */
    static void relabel(Properties properties, byte[] body) {
        Symbol type = properties.getContentType();
        if (type != null && !type.equals(BYTES) && !isText(type.toString(), body)) {
            properties.setContentType(BYTES);
        }
    }

    private static boolean isText(String contentType, byte[] body) {
        try {
            Charset charset = ContentTypeSupport.parseContentTypeForTextualCharset(contentType);
            boolean certain = charset == null || charset.equals(StandardCharsets.UTF_8) && isAscii(body);
            if (!certain) {
                charset.newDecoder().decode(ByteBuffer.wrap(body));
            }
            return true;
        } catch (InvalidContentTypeException unknown) {
            return true; // Qpid JMS treats it as bytes, too.
        } catch (CharacterCodingException | UnsupportedOperationException undecodable) {
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalArgumentException when a key is not a valid name: the decoder of a footer accepts any key */
    private static void repair(Map<?, Object> values) {
        if (values != null) {
            for (Object name : values.keySet()) {
                if (!(name instanceof Symbol || name instanceof String || name instanceof UnsignedLong)) {
                    throw new IllegalArgumentException("not a valid name of a value: " + text(name));
                }
            }
            values.replaceAll((name, value) -> isPlain(value) || isEncodable(value) ? value : text(value));
        }
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Symbol
                || value instanceof Binary
                || value instanceof Date
                || value instanceof UUID;
    }

    /** Tests it as an entry of a map: proton-j 0.34 can write an array of booleans as a value, but not in a map. */
    private static boolean isEncodable(Object value) {
        try {
            AmqpCodec.encode(new Footer(Map.of(ANY, value)));
            return true;
        } catch (RuntimeException | StackOverflowError notKnown) {
            return false;
        }
    }

    private static String text(Object value) {
        String text = Arrays.deepToString(new Object[] {value});
        text = text.substring(1, text.length() - 1); // Remove the brackets of the array around it.
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
