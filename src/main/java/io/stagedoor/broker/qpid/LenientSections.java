package io.stagedoor.broker.qpid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.qpid.jms.provider.amqp.message.AmqpCodec;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.codec.TypeConstructor;
import org.apache.qpid.proton.codec.messaging.FastPathAmqpSequenceType;
import org.apache.qpid.proton.codec.messaging.FastPathAmqpValueType;
import org.apache.qpid.proton.codec.messaging.FastPathApplicationPropertiesType;
import org.apache.qpid.proton.codec.messaging.FastPathDataType;
import org.apache.qpid.proton.codec.messaging.FastPathDeliveryAnnotationsType;
import org.apache.qpid.proton.codec.messaging.FastPathFooterType;
import org.apache.qpid.proton.codec.messaging.FastPathHeaderType;
import org.apache.qpid.proton.codec.messaging.FastPathMessageAnnotationsType;
import org.apache.qpid.proton.codec.messaging.FastPathPropertiesType;

/**
 * Makes the decoder of a network thread accept whatever a producer puts into a message, so that Qpid JMS can always
 * read the message and write it again. Qpid JMS alone returns a message that it cannot decode, and drops the connection
 * of all channels when lists are nested deep.
 *
 * <pre>
 *   a section that is sound       ─▶ unchanged; values that cannot be written again become text
 *   a body that is not            ─▶ its bytes, as a data section
 *   another one that is not       ─▶ an empty one that says so
 *   several data sections         ─▶ one, with the bytes of all
 *   bytes that belie their text   ─▶ bytes
 * </pre>
 *
 * For one thread. A message that does not begin with a section stays undecoded; the routing stage searches for those.
 */
final class LenientSections {

    /** Marks an unreadable section: the name of an annotation, or of an application property. */
    static final String UNREADABLE = "x-opt-stagedoor-unreadable";

    static final String UNREADABLE_PROPERTIES = "unreadable_properties";

    private final DecoderImpl decoder;
    private final EncoderImpl encoder;
    private final SoundValues values = new SoundValues();

    /** The bytes of the message that is being decoded. */
    private ReadableBuffer message;

    private Properties properties;
    private Section body;

    private LenientSections(DecoderImpl decoder, EncoderImpl encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /** Installs it for the calling thread. */
    static void install() {
        install(AmqpCodec.getDecoder(), AmqpCodec.getEncoder());
    }

    static void install(DecoderImpl decoder, EncoderImpl encoder) {
        new LenientSections(decoder, encoder).register();
    }

    private void register() {
        head(0x70, "amqp:header:list", new FastPathHeaderType(encoder), read -> read, Header::new);
        head(
                0x71,
                "amqp:delivery-annotations:map",
                new FastPathDeliveryAnnotationsType(encoder),
                read -> values.repaired((DeliveryAnnotations) read),
                () -> new DeliveryAnnotations(new HashMap<>()));
        head(
                0x72,
                "amqp:message-annotations:map",
                new FastPathMessageAnnotationsType(encoder),
                read -> values.repaired((MessageAnnotations) read),
                () -> new MessageAnnotations(unreadable("message annotations")));
        head(
                0x73,
                "amqp:properties:list",
                new FastPathPropertiesType(encoder),
                read -> noted(SoundValues.repaired((Properties) read)),
                Properties::new);
        head(
                0x74,
                "amqp:application-properties:map",
                new FastPathApplicationPropertiesType(encoder),
                read -> values.repaired((ApplicationProperties) read),
                () -> new ApplicationProperties(
                        new HashMap<>(Map.of(UNREADABLE_PROPERTIES, "the application properties cannot be decoded"))));
        body(0x75, "amqp:data:binary", new FastPathDataType(encoder));
        body(0x76, "amqp:amqp-sequence:list", new FastPathAmqpSequenceType(encoder));
        body(0x77, "amqp:amqp-value:*", new FastPathAmqpValueType(encoder));
        register(
                0x78,
                "amqp:footer:map",
                new LenientSection(
                        decoder,
                        new FastPathFooterType(encoder),
                        true,
                        read -> values.repaired((Footer) read),
                        bytes -> new Footer(unreadable("footer"))));
    }

    private static Map<Symbol, Object> unreadable(String what) {
        return new HashMap<>(Map.of(Symbol.valueOf(UNREADABLE), "the " + what + " cannot be decoded"));
    }

    private void head(
            int code,
            String name,
            TypeConstructor<? extends Section> strict,
            UnaryOperator<Section> repair,
            java.util.function.Supplier<Section> empty) {
        register(code, name, new LenientSection(decoder, strict, false, repair, bytes -> empty.get()));
    }

    private void body(int code, String name, TypeConstructor<? extends Section> strict) {
        Function<byte[], Section> raw = bytes -> joined(new Data(new Binary(bytes)));
        register(code, name, new LenientSection(decoder, strict, true, read -> joined(values.repaired(read)), raw));
    }

    private void register(int code, String name, LenientSection section) {
        decoder.register(UnsignedLong.valueOf(code), section);
        decoder.register(Symbol.valueOf(name), section);
    }

    private Section noted(Properties read) {
        begin();
        properties = read;
        return read;
    }

    /** Qpid JMS keeps only the last body section. */
    private Section joined(Section next) {
        begin();
        if (body instanceof Data before && next instanceof Data more) {
            body = new Data(new Binary(concat(bytes(before), bytes(more))));
        } else if (body instanceof AmqpSequence before && next instanceof AmqpSequence more) {
            body = new AmqpSequence(concat(before.getValue(), more.getValue()));
        } else {
            body = next;
        }
        if (body instanceof Data data && properties != null) {
            SoundValues.relabel(properties, bytes(data));
        }
        return body;
    }

    private void begin() {
        if (message != decoder.getBuffer()) {
            message = decoder.getBuffer();
            properties = null;
            body = null;
        }
    }

    private static byte[] bytes(Data data) {
        return data.getValue() == null ? new byte[0] : data.getValue().getArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static List<Object> concat(List<?> first, List<?> second) {
        List<Object> both = new ArrayList<>(first == null ? List.of() : first);
        both.addAll(second == null ? List.of() : second);
        return both;
    }
}
