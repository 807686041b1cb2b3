package io.stagedoor.broker.embedded;

import io.stagedoor.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;

/**
 * An Artemis broker inside this process, with its journal on disk; it listens for AMQP on localhost alone, and lets in
 * whoever can reach it there.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "localhost";

    /** The largest event, in bytes, that the broker.xml is made for. */
    private static final int USUAL_EVENT = 262_144;

    /** A client that stays longer is cut off. */
    private static final Duration CLIENTS_GO = Duration.ofSeconds(2);

    private static final String NOTHING = "AMQSize = -1";

    private final ActiveMQServer server;
    private final FileChannel lock;

    private EmbeddedBroker(ActiveMQServer server, FileChannel lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * @param folder keeps the journal; one broker a folder
     * @param config a {@code broker.xml}: a file, or a resource of the program
     * @throws StartFailure when port or folder is taken, or the configuration is wrong
     */
    public static EmbeddedBroker start(Path folder, int port, String config) throws StartFailure {
        return start(folder, port, config, USUAL_EVENT);
    }

    /**
     * As {@link #start(Path, int, String)}.
     *
     * @param largestEvent bytes; above 256 KiB the broker sets no message aside for its size
     */
    public static EmbeddedBroker start(Path folder, int port, String config, int largestEvent) throws StartFailure {
        requireFree(port);
        if (largestEvent > USUAL_EVENT) {
            System.setProperty("stagedoor.broker.oversize", NOTHING);
        }
        FileChannel lock = lock(folder);
        try {
            System.setProperty("stagedoor.broker.host", HOST);
            System.setProperty("stagedoor.broker.port", Integer.toString(port));
            FileConfiguration configuration = new FileConfiguration();
            new FileDeploymentManager(config).addDeployable(configuration).readConfiguration();
            if (configuration.getAcceptorConfigurations().isEmpty()) {
                throw new StartFailure(config + " has no acceptor: nobody could reach the broker");
            }
            configuration.setBrokerInstance(folder.toAbsolutePath().toFile());
            configuration.setSecurityEnabled(false);
            configuration.setJMXManagementEnabled(false);
            configuration.registerBrokerPlugin(new DurableEvents());
            configuration.setConfigurationFileRefreshPeriod(-1);
            ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration);
            server.start();
            if (!server.isActive()) {
                throw new StartFailure("the embedded broker did not start; the log above says why");
            }
            JournalTimer.settle(server.getStorageManager());
            return new EmbeddedBroker(server, lock);
        } catch (StartFailure e) {
            throw e;
        } catch (Exception e) {
            throw new StartFailure("the embedded broker does not start with " + config + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            sendClientsAway();
        } finally {
            server.stop();
            lock.close();
        }
    }

    /**
     * And waits until what they had under way has ended. Artemis 2.55 stops its journal meanwhile: a transaction that rolls
     * back has the journal's lock and waits for a queue, one that commits has the queue and waits for that lock, behind the
     * stop, which waits for it as well, for ever.
     */
    private void sendClientsAway() throws Exception {
        server.getRemotingService().prepareStop(false, Set.of());
        long end = System.nanoTime() + CLIENTS_GO.toNanos();
        while (isBusy() && System.nanoTime() - end < 0) {
            Thread.sleep(10);
        }
    }

    private boolean isBusy() {
        return server.getConnectionCount() > 0
                || server.getThreadPool() instanceof ThreadPoolExecutor pool
                        && (pool.getActiveCount() > 0 || !pool.getQueue().isEmpty());
    }

    private static void requireFree(int port) throws StartFailure {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (IOException e) {
            throw new StartFailure("port " + port
                    + " on localhost is taken: is another broker or Stagedoor running? Choose another port"
                    + " with stagedoor.broker.embedded.port, or use that broker with stagedoor.broker.url=amqp://"
                    + HOST + ":" + port);
        }
    }

    /** Artemis would wait for the folder, for ever and without a word. */
    private static FileChannel lock(Path folder) throws StartFailure {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new StartFailure("the folder " + folder
                        + " is in use by another Stagedoor; choose another one with stagedoor.data");
            }
            return channel;
        } catch (IOException e) {
            throw new StartFailure("the folder " + folder + " cannot be used: " + e, e);
        }
    }
}
