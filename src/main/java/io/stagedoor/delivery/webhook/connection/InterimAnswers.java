package io.stagedoor.delivery.webhook.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Skips interim answers (RFC 9110, 15.2): any number of them, known or not, may precede the final one. Vert.x knows 100
 * and 103, and would treat any other as the final answer.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {

    /** The name of Vert.x' own handler, which builds the answer. */
    private static final String LAST = "handler";

    private boolean skipping;

    static void passOver(HttpConnection connection) {
        ((ConnectionBase) connection).channel().pipeline().addBefore(LAST, null, new InterimAnswers());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            skipping = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        }
        if (!skipping) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            skipping = false;
        }
        if (message instanceof HttpResponse || message instanceof HttpContent) {
            ReferenceCountUtil.release(message);
        }
    }
}
