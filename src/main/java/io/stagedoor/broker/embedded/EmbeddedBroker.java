package io.stagedoor.broker.embedded;

import io.stagedoor.broker.embedded.disk.BrokerFolder;
import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.broker.embedded.disk.DiskWatch;
import io.stagedoor.broker.embedded.disk.WriteFault;
import io.stagedoor.broker.embedded.doors.Doors;
import io.stagedoor.broker.embedded.doors.DurableEvents;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * An Artemis broker in this process, with its journal on disk. It accepts AMQP on localhost alone; {@link Doors} says
 * who may do what.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "localhost";

    /** The largest event, in bytes, that the broker.xml is designed for. */
    private static final int USUAL_EVENT = 262_144;

    /** How long clients have to leave; then the broker cuts them off. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(2);

    private static final String NOTHING = "AMQSize = -1";

    private final ActiveMQServer server;
    private final BrokerFolder folder;
    private final DiskWatch disk;
    private final Rounds rounds;

    private EmbeddedBroker(ActiveMQServer server, BrokerFolder folder, DiskWatch disk, Rounds rounds) {
        this.server = server;
        this.folder = folder;
        this.disk = disk;
        this.rounds = rounds;
    }

    /**
     * Starts it with all rights for everybody, without channels and without a disk reserve: for callers that must not
     * end the process.
     *
     * @param folder for the journal; one broker per folder
     * @param config a {@code broker.xml}: a file, or a resource of the program
     * @throws StartFailure when the port or the folder is taken, or the configuration is wrong
     */
    public static EmbeddedBroker start(Path folder, int port, String config) throws StartFailure {
        return start(folder, port, config, USUAL_EVENT, Doors.OPEN, new DiskReserve(0, Set.of()), why -> {
            throw new IllegalStateException(why);
        });
    }

    /**
     * Starts it as {@link #start(Path, int, String)} does.
     *
     * @param largestEvent bytes; with more than 256 KiB the broker rejects no message for its size
     * @param doors who may do what
     * @param end gets the reason why the process must end (the broker cannot write, or stopped by itself), ends it at
     *     once and does not return: after that, nothing may be acknowledged that is not stored
     */
    public static EmbeddedBroker start(
            Path folder,
            int port,
            String config,
            int largestEvent,
            Doors doors,
            DiskReserve reserve,
            Consumer<String> end)
            throws StartFailure {
        requireFree(port);
        if (largestEvent > USUAL_EVENT) {
            System.setProperty("stagedoor.broker.oversize", NOTHING);
        }
        BrokerFolder locked = BrokerFolder.lock(folder);
        ActiveMQServer server = null;
        try {
            System.setProperty("stagedoor.broker.host", HOST);
            System.setProperty("stagedoor.broker.port", Integer.toString(port));
            FileConfiguration configuration = new FileConfiguration();
            new FileDeploymentManager(config).addDeployable(configuration).readConfiguration();
            if (configuration.getAcceptorConfigurations().isEmpty()) {
                throw new StartFailure(config + " has no acceptor: nobody could reach the broker");
            }
            configuration.setBrokerInstance(folder.toAbsolutePath().toFile());
            doors.guard(configuration);
            configuration.setJMXManagementEnabled(false);
            configuration.registerBrokerPlugin(new DurableEvents());
            configuration.setConfigurationFileRefreshPeriod(-1);
            // Artemis' own limits would also stop this program's transactions. The reserve replaces them.
            configuration.setMaxDiskUsage(-1).setMinDiskFree(-1);
            new HeapShare(Runtime.getRuntime().maxMemory()).fit(configuration, largestEvent);
            server = new StrictServer(configuration, doors.logins(), AmqpAcceptors.of(configuration));
            DiskWatch disk = DiskWatch.of(server, folder, reserve);
            configuration.registerBrokerPlugin(disk);
            server.registerIOCriticalErrorListener(new WriteFault(folder, end));
            server.start();
            if (!server.isActive()) {
                throw new StartFailure("the embedded broker did not start; the log above says why");
            }
            Rounds rounds = new Rounds(server, end, disk, new Opening(server, Clock.systemUTC()));
            rounds.start();
            return new EmbeddedBroker(server, locked, disk, rounds);
        } catch (StartFailure e) {
            giveBack(server, locked, e);
            throw e;
        } catch (Exception e) {
            StartFailure failure =
                    new StartFailure("the embedded broker does not start with " + config + ": " + e.getMessage(), e);
            giveBack(server, locked, failure);
            throw failure;
        }
    }

    /** Releases folder, port and threads after a failed start. */
    private static void giveBack(ActiveMQServer server, BrokerFolder folder, StartFailure why) {
        try (folder) {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            why.addSuppressed(e);
        }
    }

    /** Why it accepts no events at the moment; empty if it accepts them. */
    public Optional<String> shortage() {
        return disk.shortage();
    }

    @Override
    public void close() throws Exception {
        try (folder) {
            rounds.close();
            try {
                sendClientsAway();
            } finally {
                server.stop();
            }
        }
    }

    /**
     * Disconnects all clients and waits until their transactions end. If Artemis 2.55 stops its journal before that, it
     * can deadlock: a rollback holds the journal's lock and waits for a queue; a commit holds the queue and waits for
     * the lock, behind the stop, which waits for the lock too.
     */
    private void sendClientsAway() throws Exception {
        server.getRemotingService().prepareStop(false, Set.of());
        long end = System.nanoTime() + CLIENT_PATIENCE.toNanos();
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
}
