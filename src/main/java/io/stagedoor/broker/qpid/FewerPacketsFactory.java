package io.stagedoor.broker.qpid;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.URI;
import org.apache.qpid.jms.transports.TransportOptions;
import org.apache.qpid.jms.transports.netty.NettyTcpTransport;
import org.apache.qpid.jms.transports.netty.NettyTcpTransportFactory;

/**
 * Qpid JMS' TCP, where what is written in one go (acknowledgements, commit) is one packet; found by its scheme. It waits
 * for nothing: what is written is sent when the network thread has no more to do.
 */
public final class FewerPacketsFactory extends NettyTcpTransportFactory {

    /** Nobody writes as much in one go. */
    private static final int MOST = 1_000;

    private boolean secure;

    /** Set by the file that names this class. */
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
                LenientSections.install(); // This is the thread that will decode what the connection brings.
            }
        };
    }
}
