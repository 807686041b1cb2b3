package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.FreePort;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.protocol.amqp.broker.AmqpInterceptor;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A real Artemis in this process, in memory, on a free port of localhost, for AMQP. */
public final class TestBroker implements AutoCloseable {

    // At INFO it logs three lines for every message. The field keeps the logger: otherwise it would forget its level.
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    static {
        AUDIT.setLevel(Level.OFF);
    }

    /** A busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = FreePort.next();
    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    public TestBroker() throws Exception {
        this("");
    }

    /** @param acceptorOptions begin with {@code ;} */
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
                        .setMaxDeliveryAttempts(-1)
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
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty()),
                PATIENCE);
    }

    /** The plugin sees everything sent and acknowledged from now on. */
    public void tell(ActiveMQServerBasePlugin plugin) {
        artemis.getActiveMQServer().registerBrokerPlugin(plugin);
    }

    /** From now on the broker accepts only those AMQP messages. */
    public void intercept(Predicate<Message> accepts) {
        artemis.getActiveMQServer().getRemotingService().addIncomingInterceptor((AmqpInterceptor)
                (message, connection) -> accepts.test(message));
    }

    /** As a network that fails: without a word. */
    public void cutConnections() {
        artemis.getActiveMQServer().getRemotingService().getConnections().forEach(connection -> connection
                .getTransportConnection()
                .forceClose());
    }

    /** From now on the address gives no more credit. */
    public void stopCredit(String address) throws Exception {
        store(address).block();
    }

    /** The address gives credit again, but to no link that asked for it meanwhile. */
    public void forgetWhoAskedForCredit(String address) throws Exception {
        PagingStore store = store(address);
        Field waiting = store.getClass().getDeclaredField("onMemoryFreedRunnables");
        waiting.setAccessible(true);
        ((java.util.Queue<?>) waiting.get(store)).clear();
        store.unblock();
    }

    private PagingStore store(String address) throws Exception {
        return artemis.getActiveMQServer().getPagingManager().getPageStore(SimpleString.of(address));
    }

    /** From now on messages to this address say when the broker accepted them. */
    public void tellsIngressTime(String address) {
        artemis.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(address, new AddressSettings().setEnableIngressTimestamp(true));
    }

    public String url() {
        return "amqp://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** How many messages the queue holds; 0 if it does not exist. */
    public long depth(String queue) {
        Queue found = artemis.getActiveMQServer().locateQueue(SimpleString.of(queue));
        if (found == null) {
            return 0;
        }
        // The queue's own tasks count the messages of a commit, some time after its answer.
        CompletableFuture.runAsync(() -> {}, found.getExecutor()).join();
        return found.getMessageCount();
    }

    /**
     * Waits until the queue holds that many messages. For a queue to which a client returned messages: for a moment
     * after its answer, the broker counts those neither as delivered nor as waiting.
     */
    public void awaitDepth(String queue, long messages) {
        await().untilAsserted(() -> assertThat(depth(queue)).as(queue).isEqualTo(messages));
    }

    @Override
    public void close() throws Exception {
        artemis.stop();
    }
}
