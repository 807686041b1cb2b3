package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A real Artemis in this process, in memory, on a free port of localhost, for AMQP. */
public final class TestBroker implements AutoCloseable {

    // At INFO it has three lines for every message. Held here, since a logger that nobody holds forgets its level.
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    static {
        AUDIT.setLevel(Level.OFF);
    }

    private final int port = freePort();
    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    public TestBroker() throws Exception {
        this("");
    }

    /** @param acceptorOptions begins with {@code ;} */
    public TestBroker(String acceptorOptions) throws Exception {
        this(acceptorOptions, Map.of());
    }

    /** @param users with their passwords; none: anybody may log in */
    public TestBroker(String acceptorOptions, Map<String, String> users) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(!users.isEmpty())
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("amqp", "tcp://localhost:" + port + "?protocols=AMQP" + acceptorOptions);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                        .setDefaultQueueRoutingType(RoutingType.ANYCAST));
        artemis.setSecurityManager(new ActiveMQJAASSecurityManager(
                InVMLoginModule.class.getName(), new SecurityConfiguration(users, Map.of())));
        artemis.setConfiguration(configuration);
        artemis.start();
    }

    /** Without user and TLS, to any broker. */
    public static AmqpConnector connector(String url) {
        return new AmqpConnector(
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** From now on it is told what is sent and acknowledged. */
    public void tell(ActiveMQServerMessagePlugin plugin) {
        artemis.getActiveMQServer().registerBrokerPlugin(plugin);
    }

    public String url() {
        return "amqp://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** How many messages the queue holds; 0 where there is none. */
    public long depth(String queue) {
        Queue found = artemis.getActiveMQServer().locateQueue(SimpleString.of(queue));
        if (found == null) {
            return 0;
        }
        // What a commit added is counted by the queue's own tasks, some time after the commit was answered.
        CompletableFuture.runAsync(() -> {}, found.getExecutor()).join();
        return found.getMessageCount();
    }

    /**
     * Waits until the queue holds that many. For a queue to which a client gave something back: what the broker takes
     * from those it delivered to those that wait is in neither count for a moment, which comes after its answer.
     */
    public void awaitDepth(String queue, long messages) {
        await().untilAsserted(() -> assertThat(depth(queue)).as(queue).isEqualTo(messages));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        artemis.stop();
    }
}
