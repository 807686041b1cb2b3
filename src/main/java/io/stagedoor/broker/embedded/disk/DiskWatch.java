package io.stagedoor.broker.embedded.disk;

import io.stagedoor.broker.embedded.disk.DiskLevels.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jboss.logging.Logger;

/**
 * Keeps the reserve of the disk: looks again and again, and after every mebibyte that comes, how much is free. The reserve
 * is for what is under way, for the routing of what was accepted, and for the journal, which grows by files of 10 MiB.
 *
 * <p>Artemis' own limit is a share of the disk, is looked at every five seconds, and stops this program's transactions, too.
 */
public final class DiskWatch implements ActiveMQServerMessagePlugin, Runnable {

    /** How much is free, bytes. */
    interface Disk {
        long free() throws IOException;
    }

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final long MIB = 1024 * 1024;

    private final Disk disk;
    private final String folder;
    private final DiskReserve reserve;
    private final DiskLevels levels;
    private final Consumer<Level> gate;
    private final AtomicLong come = new AtomicLong();
    private volatile Level level = Level.ROOM;
    private volatile long free = Long.MAX_VALUE;

    /**
     * @param folder for whoever reads the log
     * @param bytes of the reserve
     * @param gate is told every level, again and again
     */
    DiskWatch(Disk disk, String folder, DiskReserve reserve, long bytes, Consumer<Level> gate) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
        this.gate = gate;
        levels = new DiskLevels(bytes);
    }

    /** @param folder of the broker; it need not be made yet */
    public static DiskWatch of(ActiveMQServer server, Path folder, DiskReserve reserve) throws IOException {
        BrokerDisk disk = new BrokerDisk(server.getConfiguration());
        return new DiskWatch(
                disk, folder.toString(), reserve, reserve.of(disk.size()), new ChannelGate(server, reserve.channels()));
    }

    /** Looks once. */
    @Override
    public void run() {
        gate.accept(look());
    }

    private synchronized Level look() {
        try {
            free = disk.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Level before = level;
        level = levels.level(free);
        if (level == Level.ROOM && before != Level.ROOM) {
            LOG.infof("the disk of %s has room again (%d MiB): events are accepted", folder, free / MIB);
        } else if (level.compareTo(before) > 0) {
            LOG.warn(said());
        }
        return level;
    }

    /** Why nothing is accepted; empty where there is room. */
    public Optional<String> shortage() {
        return level == Level.ROOM ? Optional.empty() : Optional.of(said());
    }

    private String said() {
        return "the disk of " + folder + " is nearly full (" + free / MIB + " MiB left): events "
                + (level == Level.NO_CREDIT ? "wait at their producers" : "are refused")
                + " until there is room, and those that are here wait in their queues; make room, see"
                + " stagedoor.broker.embedded.reserve";
    }

    /** @throws ActiveMQException amqp:resource-limit-exceeded, which the producer is told */
    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (come.addAndGet(message.getWholeMessageSize()) > MIB) {
            come.set(0);
            look();
        }
        if (level == Level.NO_EVENTS && reserve.channels().contains(message.getAddress())) {
            throw new ActiveMQAddressFullException("the disk of the broker is nearly full: send it again later");
        }
    }
}
