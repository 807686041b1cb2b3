package io.stagedoor.broker.qpid;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;
import org.apache.qpid.jms.transports.TransportOptions;
import org.apache.qpid.jms.transports.netty.NettyTcpTransport;
import org.apache.qpid.jms.transports.netty.NettyTcpTransportFactory;

/**
 * Makes Qpid JMS TCP transports that put the writes of one step (acknowledgements, commit) into one packet. Qpid JMS
 * finds it by the scheme of the URI. No write is delayed: the network thread sends as soon as it has nothing else to
 * do.
 */
public final class FewerPacketsFactory extends NettyTcpTransportFactory {

    /** More writes than one step makes. */
    private static final int MOST = 1_000;

    private boolean secure;

    /** Called with the value in the file that registers this class. */
    public void setSecure(boolean secure) {
        this.secure = secure;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    protected NettyTcpTransport doCreateTransport(URI broker, TransportOptions options) {
        return new NettyTcpTransport(broker, options, secure) {
            @Override
            protected void addAdditionalHandlers(ChannelPipeline pipeline) {
                pipeline.addLast(new FlushConsolidationHandler(MOST, true));
                LenientSections.install(); // This thread will decode the messages of the connection.
            }
        };
    }
}
