package io.stagedoor.routing.transaction;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.contract.Channel;
import io.stagedoor.routing.duplicates.CommitLease;
import io.stagedoor.routing.duplicates.SeenLog;
import io.stagedoor.routing.duplicates.SeenWindow;
import io.stagedoor.watch.ChannelMeters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which events were routed already, so that a second message with the same {@code metadata.eventId} is one with the
 * first. Each channel has a window of its own; the same id on two channels is two events.
 *
 * <pre>
 *   id in this memory          ─▶ dropped on entry
 *   id that only others had    ─▶ read from the {@link SeenLog} before the {@link Batch} commits: it rolls back, and the
 *                                 event is dropped when it comes again
 *   neither                    ─▶ routed; its id goes into the log in the same transaction
 * </pre>
 */
public final class SeenEvents {

    /** What one channel needs for it. */
    private record RepeatGuard(SeenWindow window, CommitLease lease) {}

    private static final RepeatGuard NONE = new RepeatGuard(null, null);

    private final Map<String, RepeatGuard> guards = new ConcurrentHashMap<>();
    private final Map<String, ChannelMeters> meters;
    private final InOrder inOrder;
    private final int window;
    private final Set<String> off;
    private final AmqpConnector broker;

    /**
     * @param channels those that are known; others are told with {@link #guard}
     * @param window how many events of each channel are remembered at least; 0: none, and nothing is ever dropped
     * @param meters of each channel, by its address
     * @param off names of the channels where nothing is dropped
     */
    public SeenEvents(
            List<Channel> channels,
            int window,
            Set<String> off,
            AmqpConnector broker,
            Map<String, ChannelMeters> meters,
            InOrder inOrder) {
        this.meters = meters;
        this.inOrder = inOrder;
        this.window = window;
        this.off = off;
        this.broker = broker;
        channels.forEach(this::guard);
    }

    /** Before the first event of the channel. */
    public void guard(Channel channel) {
        if (window > 0 && !off.contains(channel.name())) {
            guards.computeIfAbsent(channel.address(), this::guard);
        }
    }

    private RepeatGuard guard(String address) {
        SeenWindow seen = new SeenWindow(window);
        SeenLog log = new SeenLog(address, seen::read);
        return new RepeatGuard(seen, new CommitLease(broker, address, log));
    }

    /** The batch of a new transaction of the channel; this thread's until {@link #close}. */
    public Batch open(String address) {
        RepeatGuard guard = guards.getOrDefault(address, NONE);
        if (guard.lease() != null) {
            guard.lease().begin();
        }
        // A bundle would put events in order behind one that waits for its next attempt.
        Outbox outbox = new Outbox(!inOrder.holds(address));
        Batch batch = new Batch(outbox, guard.window(), guard.lease(), meters.get(address));
        TransactionSynchronizationManager.bindResource(this, batch);
        return batch;
    }

    /** Of the transaction that this thread is in. */
    public Batch current() {
        return (Batch) TransactionSynchronizationManager.getResource(this);
    }

    public void close() {
        TransactionSynchronizationManager.unbindResource(this);
    }
}
