package io.stagedoor.broker.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Admits a connection that begins with an AMQP header (AMQP 1.0, 2.2), and closes every other one: at its first wrong
 * byte, or when it takes too long.
 *
 * <p>Artemis looks for HTTP first. It upgrades to WebSocket whatever the {@code Origin} is, and reads AMQP from the
 * body of a POST, which any web page may send to localhost.
 */
final class AmqpFirst extends ByteToMessageDecoder {

    /** Bytes. Artemis needs all of them to recognize the protocol. */
    private static final int HEADER = 8;

    private static final byte[] NAME = "AMQP".getBytes(StandardCharsets.US_ASCII);

    private final Duration patience;
    private final Consumer<Channel> through;

    /** @param through gets the connection, with nothing read from it */
    AmqpFirst(Duration patience, Consumer<Channel> through) {
        this.patience = patience;
        this.through = through;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().schedule(() -> closeUnlessThrough(context), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void closeUnlessThrough(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.close();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        for (int i = 0; i < Math.min(NAME.length, in.readableBytes()); i++) {
            if (in.getByte(in.readerIndex() + i) != NAME[i]) {
                in.skipBytes(in.readableBytes());
                context.close();
                return;
            }
        }
        if (in.readableBytes() >= HEADER) {
            through.accept(context.channel());
            context.pipeline().remove(this); // This passes on the bytes read so far.
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        context.close();
    }
}
