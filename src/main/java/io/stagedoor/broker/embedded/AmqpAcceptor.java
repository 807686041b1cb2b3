package io.stagedoor.broker.embedded;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.ConfigurationHelper;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;

/**
 * Artemis' acceptor behind a port that we open. It opens none itself; it gets the connections that {@link AmqpFirst}
 * admits.
 */
final class AmqpAcceptor extends NettyAcceptor {

    private final Map<String, Object> options;
    private EventLoopGroup group;
    private Channel port;

    /** For AMQP alone. The parameters are those of Artemis' acceptor factories. */
    AmqpAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> options,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService timer,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            MetricsManager metrics) {
        super(
                name,
                cluster,
                withoutPort(options),
                handler,
                listener,
                timer,
                new OrderedExecutor(threads),
                protocols,
                threadGroup,
                metrics);
        this.options = options;
    }

    private static Map<String, Object> withoutPort(Map<String, Object> options) {
        Map<String, Object> without = new HashMap<>(options);
        without.put(TransportConstants.HTTP_UPGRADE_ENABLED_PROP_NAME, true);
        return without;
    }

    @Override
    protected void internalStart() throws Exception {
        if (!isStarted()) {
            super.internalStart();
            open();
        }
    }

    private void open() throws Exception {
        boolean epoll = Epoll.isAvailable();
        group = epoll ? new EpollEventLoopGroup() : new NioEventLoopGroup();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) throws Exception {
                        if (flag(TransportConstants.SSL_ENABLED_PROP_NAME)) {
                            connection.pipeline().addLast(getSslHandler(connection.alloc(), null, -1));
                        }
                        SaslPhase phase = new SaslPhase();
                        connection
                                .pipeline()
                                .addLast(
                                        new AmqpFirst(Opening.PATIENCE, AmqpAcceptor.this::transfer),
                                        phase,
                                        new SaslAnswers(phase));
                    }
                });
        buffer(bootstrap, ChannelOption.SO_SNDBUF, TransportConstants.TCP_SENDBUFFER_SIZE_PROPNAME);
        buffer(bootstrap, ChannelOption.SO_RCVBUF, TransportConstants.TCP_RECEIVEBUFFER_SIZE_PROPNAME);
        port = bootstrap
                .bind(
                        InetAddress.getByName(text(TransportConstants.HOST_PROP_NAME, TransportConstants.DEFAULT_HOST)),
                        number(TransportConstants.PORT_PROP_NAME, TransportConstants.DEFAULT_PORT))
                .sync()
                .channel();
    }

    private void buffer(ServerBootstrap bootstrap, ChannelOption<Integer> option, String key) {
        int bytes = number(key, -1);
        if (bytes > 0) {
            bootstrap.childOption(option, bytes);
        }
    }

    private boolean flag(String key) {
        return ConfigurationHelper.getBooleanProperty(key, false, options);
    }

    private String text(String key, String otherwise) {
        return ConfigurationHelper.getStringProperty(key, otherwise, options);
    }

    private int number(String key, int otherwise) {
        return ConfigurationHelper.getIntProperty(key, otherwise, options);
    }

    @Override
    public synchronized void pause() {
        closePort();
        super.pause();
    }

    @Override
    public synchronized void asyncStop(Runnable callback) {
        closePort();
        EventLoopGroup mine = group;
        group = null;
        super.asyncStop(() -> {
            if (mine != null) {
                mine.shutdownGracefully(0, Duration.ofSeconds(3).toMillis(), TimeUnit.MILLISECONDS);
            }
            callback.run();
        });
    }

    private void closePort() {
        if (port != null) {
            port.close().awaitUninterruptibly();
            port = null;
        }
    }
}
