package io.stagedoor.broker.qpid;

import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;

/** Tells whether the JMS client can decode a message's bytes, or would return them to the broker. For one thread. */
public final class Decodable {

    private final DecoderImpl decoder = new DecoderImpl();

    public Decodable() {
        EncoderImpl encoder = new EncoderImpl(decoder);
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
        LenientSections.install(decoder, encoder);
    }

    /** The delivery count in its header; empty if the JMS client cannot decode the message. */
    public Optional<Long> deliveries(byte[] message) {
        if (message.length == 0) {
            return Optional.empty(); // Qpid JMS ignores a delivery without bytes.
        }
        long deliveries = 0;
        ReadableBuffer buffer = ReadableBuffer.ByteBufferReader.wrap(message);
        decoder.setBuffer(buffer);
        try {
            while (buffer.hasRemaining()) {
                if (!(decoder.readObject() instanceof Section section)) {
                    return Optional.empty();
                }
                if (section instanceof Header header && header.getDeliveryCount() != null) {
                    deliveries = header.getDeliveryCount().longValue();
                }
            }
            return Optional.of(deliveries);
        } catch (RuntimeException | StackOverflowError undecodable) {
            return Optional.empty();
        }
    }
}
