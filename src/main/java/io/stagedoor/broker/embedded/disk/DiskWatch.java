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
 * Guards the disk reserve: it checks the free room regularly, and after every mebibyte of messages. The reserve is for
 * transactions in progress, for routing what was accepted, and for the journal, which grows by files of 10 MiB.
 *
 * <p>Artemis' own limit is no substitute: it is a share of the disk, applies every five seconds, and also stops this
 * program's transactions.
 */
public final class DiskWatch implements ActiveMQServerMessagePlugin, Runnable {

    /** Knows how many bytes are free. */
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
     * @param folder for the log
     * @param bytes of the reserve
     * @param gate gets the level at every check
     */
    DiskWatch(Disk disk, String folder, DiskReserve reserve, long bytes, Consumer<Level> gate) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
        this.gate = gate;
        levels = new DiskLevels(bytes);
    }

    /** @param folder of the broker; need not exist yet */
    public static DiskWatch of(ActiveMQServer server, Path folder, DiskReserve reserve) throws IOException {
        BrokerDisk disk = new BrokerDisk(server.getConfiguration());
        return new DiskWatch(
                disk, folder.toString(), reserve, reserve.of(disk.size()), new ChannelGate(server, reserve.channels()));
    }

    /** Checks once. */
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

    /** Why the broker accepts no events; empty if there is room. */
    public Optional<String> shortage() {
        return level == Level.ROOM ? Optional.empty() : Optional.of(said());
    }

    private String said() {
        return "the disk of " + folder + " is nearly full (" + free / MIB + " MiB left): events "
                + (level == Level.NO_CREDIT ? "wait at their producers" : "are refused")
                + " until there is room, and accepted events wait in their queues; make room, see"
                + " stagedoor.broker.embedded.reserve";
    }

    /** @throws ActiveMQException amqp:resource-limit-exceeded, the error that the producer gets */
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
