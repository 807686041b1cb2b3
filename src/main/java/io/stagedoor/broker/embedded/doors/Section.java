package io.stagedoor.broker.embedded.doors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.core.buffers.impl.ChannelBufferWrapper;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.activemq.artemis.protocol.amqp.util.NettyWritable;
import org.apache.activemq.artemis.protocol.amqp.util.TLSEncode;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.codec.TypeConstructor;
import org.apache.qpid.proton.codec.WritableBuffer;

/**
 * One of the first sections of a message (AMQP 1.0, 3.2), to be replaced. All other bytes stay unchanged.
 *
 * <p>{@link AMQPStandardMessage#reencode()} writes several sections, and fails if one contains a value that Artemis can
 * read but not write.
 */
record Section<T>(T value, int start, int end) {

    /**
     * Changes the message in place.
     *
     * @param change gets null if there is no such section; the new one then becomes the first
     * @throws RuntimeException when the bytes up to the section are unreadable
     */
    static <T> void rewrite(AMQPStandardMessage message, Class<T> type, UnaryOperator<T> change) {
        ActiveMQBuffer stored = ActiveMQBuffers.dynamicBuffer(message.getPersistSize());
        message.persist(stored);
        ByteBuffer bytes = stored.toByteBuffer(Integer.BYTES, stored.writerIndex() - Integer.BYTES);
        Section<T> old = find(type, ReadableBuffer.ByteBufferReader.wrap(bytes.duplicate()));
        ByteBuf made = Unpooled.buffer(bytes.capacity() + Long.BYTES);
        made.writeInt(0);
        made.writeBytes(bytes.duplicate().position(0).limit(old.start()));
        write(change.apply(old.value()), new NettyWritable(made));
        made.writeBytes(bytes.duplicate().position(old.end()));
        made.setInt(0, made.readableBytes() - Integer.BYTES);
        message.reloadPersistence(new ChannelBufferWrapper(made), null);
        // Artemis decodes the message only when asked for a part of it.
        message.getHeader();
    }

    static void write(Object section, WritableBuffer to) {
        EncoderImpl encoder = TLSEncode.getEncoder();
        encoder.setByteBuffer(to);
        try {
            encoder.writeObject(section);
        } finally {
            encoder.setByteBuffer((WritableBuffer) null);
        }
    }

    private static <T> Section<T> find(Class<T> type, ReadableBuffer bytes) {
        DecoderImpl decoder = TLSEncode.getDecoder();
        decoder.setBuffer(bytes);
        try {
            while (bytes.hasRemaining()) {
                int start = bytes.position();
                TypeConstructor<?> section = decoder.readConstructor();
                Class<?> found = section.getTypeClass();
                if (type.equals(found)) {
                    return new Section<>(type.cast(section.readValue()), start, bytes.position());
                }
                boolean mayFollow = Header.class.equals(found) || DeliveryAnnotations.class.equals(found);
                if (type.equals(Header.class) || !mayFollow) {
                    break;
                }
                section.skipValue();
            }
            return new Section<>(null, 0, 0);
        } finally {
            decoder.setBuffer(null);
        }
    }
}
