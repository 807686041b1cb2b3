package io.stagedoor.broker.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Reads the broker's frames during a login and informs the {@link SaslPhase}. After the login it removes itself. */
final class SaslAnswers extends ChannelOutboundHandlerAdapter {

    private static final int HEADER = 8;
    private static final int CHALLENGE = 0x42;
    private static final int OUTCOME = 0x44;
    private static final int OK = 0;

    private final SaslPhase phase;

    SaslAnswers(SaslPhase phase) {
        this.phase = phase;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf said) {
            hear(context, said);
        }
        context.write(message, promise);
    }

    /** Reads whole frames, which proton-j writes as {@code size 02 01 00 00 00 53 code …}. */
    private void hear(ChannelHandlerContext context, ByteBuf said) {
        int from = said.readerIndex();
        while (said.writerIndex() - from > HEADER + 2) {
            int size = said.getInt(from);
            boolean protocolHeader = size == 0x414d5150; // 'AMQP'
            int code = said.getUnsignedByte(from + HEADER + 2);
            if (protocolHeader) {
                size = HEADER;
            } else if (code == CHALLENGE) {
                phase.challenged(context);
            } else if (code == OUTCOME) {
                if (outcome(said, from) == OK) {
                    phase.letIn(context);
                }
                context.pipeline().remove(this);
                return;
            }
            from += Math.max(size, HEADER);
        }
    }

    /** Reads {@code c0 size count 50 outcome}, or {@code d0} with four bytes for size and count. */
    private static int outcome(ByteBuf said, int from) {
        int list = from + HEADER + 3;
        int first = list + (said.getUnsignedByte(list) == 0xd0 ? 9 : 3);
        return said.getUnsignedByte(first) == 0x50 ? said.getUnsignedByte(first + 1) : -1;
    }
}
