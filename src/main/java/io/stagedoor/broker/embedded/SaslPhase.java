package io.stagedoor.broker.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.apache.qpid.proton.amqp.security.SaslInit;
import org.apache.qpid.proton.amqp.security.SaslResponse;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * Passes on the frames of a login that are well-formed and in order (AMQP 1.0, part 5), and closes the connection at
 * any other. In Artemis 2.55, a SASL frame that it cannot read blocks a thread for ever, and a few block all.
 *
 * <pre>
 *   header ─▶ init ─▶ [challenge ─▶ response]… ─▶ outcome ─▶ all that follows
 * </pre>
 *
 * It comes after {@link AmqpFirst}; {@link SaslAnswers} tells it what the broker answers.
 */
final class SaslPhase extends ByteToMessageDecoder {

    private enum Due {
        HEADER,
        INIT,
        RESPONSE,
        /** The broker must answer first; what the client sends meanwhile waits. */
        NOTHING,
        AMQP
    }

    private static final int HEADER = 8;
    private static final int SASL = 3;
    private static final int FRAME_TYPE = 1;

    /** Section 5.3.1. */
    private static final int LARGEST_FRAME = 512;

    /** Bytes that a client may send before it knows the outcome of its login: a few frames. */
    private static final int MOST_WAITING = 64 * 1024;

    private final DecoderImpl decoder = new DecoderImpl();
    private Due due = Due.HEADER;

    SaslPhase() {
        AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    }

    /** The broker asks for a response. */
    void challenged(ChannelHandlerContext context) {
        goOn(context, Due.RESPONSE);
    }

    /** The broker has let the client in. */
    void letIn(ChannelHandlerContext context) {
        goOn(context, Due.AMQP);
    }

    private void goOn(ChannelHandlerContext context, Due next) {
        due = next;
        ChannelHandlerContext mine = context.pipeline().context(this);
        // Not at once: the caller may still be passing on the frame that the broker answers.
        context.executor().execute(() -> {
            if (!mine.isRemoved()) {
                decodeWhatWaits(mine);
            }
        });
    }

    private void decodeWhatWaits(ChannelHandlerContext context) {
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            exceptionCaught(context, e);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (due) {
            case HEADER -> header(context, in, out);
            case INIT -> frame(context, in, out, SaslInit.class);
            case RESPONSE -> frame(context, in, out, SaslResponse.class);
            case AMQP -> context.pipeline().remove(this); // This passes on the bytes read so far.
            case NOTHING -> {
                if (in.readableBytes() > MOST_WAITING) {
                    close(context, in);
                }
            }
        }
    }

    private void header(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HEADER) {
            return;
        }
        if (in.getByte(in.readerIndex() + 4) != SASL) {
            context.pipeline().remove(this); // No login at all: the broker decides about that.
        } else {
            out.add(in.readRetainedSlice(HEADER));
            due = Due.INIT;
        }
    }

    private void frame(ChannelHandlerContext context, ByteBuf in, List<Object> out, Class<?> type) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int size = in.getInt(in.readerIndex());
        if (size < HEADER || size > LARGEST_FRAME) {
            close(context, in);
        } else if (in.readableBytes() >= size) {
            if (isSound(in.slice(in.readerIndex(), size), type)) {
                due = Due.NOTHING;
                out.add(in.readRetainedSlice(size));
            } else {
                close(context, in);
            }
        }
    }

    private boolean isSound(ByteBuf frame, Class<?> type) {
        int offset = frame.getUnsignedByte(4) * 4;
        if (offset < HEADER || offset >= frame.readableBytes() || frame.getByte(5) != FRAME_TYPE) {
            return false;
        }
        byte[] body = new byte[frame.readableBytes() - offset];
        frame.getBytes(offset, body);
        ReadableBuffer bytes = ReadableBuffer.ByteBufferReader.wrap(body);
        decoder.setBuffer(bytes);
        try {
            return type.isInstance(decoder.readObject()) && !bytes.hasRemaining();
        } catch (RuntimeException | StackOverflowError unreadable) {
            return false;
        } finally {
            decoder.setBuffer(null);
        }
    }

    private static void close(ChannelHandlerContext context, ByteBuf in) {
        in.skipBytes(in.readableBytes());
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        context.close();
    }
}
