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

/** Of what was decoded: whether Qpid JMS can use it and write it again, and what stands in its place where it cannot. */
final class SoundValues {

    private static final Symbol BYTES = Symbol.valueOf("application/octet-stream");

    private static final Symbol ANY = Symbol.valueOf("x");

    /** Of a value that only its text is left of, characters. */
    private static final int LONGEST = 1_000;

    /**
     * Annotations that say how a message is to be handled: what kind JMS makes of it, when and as what the broker hands it
     * on. They were for this one; a dead letter that carried them would be misread, delayed, or taken for a broadcast.
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

    /** Throws where a body cannot be written again. */
    Section repaired(Section body) {
        boolean plain = body instanceof Data || body instanceof AmqpValue value && isPlain(value.getValue());
        if (!plain) {
            AmqpCodec.encode(body);
        }
        return body;
    }

    /** AMQP knows four types of message-id (part 3, 3.2.4); of any other one the text is kept. */
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

    /** Bytes that are no text of the content type's character set are not to be taken for text. */
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
            return true; // For Qpid JMS too, it is bytes.
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

    /** @throws IllegalArgumentException where a name is none: the reader of a footer takes anything for one */
    private static void repair(Map<?, Object> values) {
        if (values != null) {
            for (Object name : values.keySet()) {
                if (!(name instanceof Symbol || name instanceof String || name instanceof UnsignedLong)) {
                    throw new IllegalArgumentException("not the name of a value: " + text(name));
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

    /** As an entry: proton-j 0.34 writes arrays of booleans as a value of their own, and not in a map. */
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
        text = text.substring(1, text.length() - 1); // Without the brackets of the array around it.
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
