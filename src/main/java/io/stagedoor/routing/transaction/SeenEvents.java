package io.stagedoor.routing.transaction;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.contract.Channel;
import io.stagedoor.routing.duplicates.CommitLease;
import io.stagedoor.routing.duplicates.SeenLog;
import io.stagedoor.routing.duplicates.SeenWindow;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.ChannelMeters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows which events were routed, so that a second message with the same {@code metadata.eventId} is dropped as a
 * duplicate. Each channel has its own window; the same id on two channels means two events.
 *
 * <pre>
 *   id in this memory          ─▶ dropped on arrival
 *   id that only others had    ─▶ read from the {@link SeenLog} before the {@link Batch} commits: it rolls back, and
 *                                 the event is dropped when it comes again
 *   neither                    ─▶ routed; its id goes into the log in the same transaction
 * </pre>
 */
public final class SeenEvents {

    /** What one channel needs to recognize duplicates. */
    private record RepeatGuard(SeenWindow window, CommitLease lease) {}

    private static final RepeatGuard NONE = new RepeatGuard(null, null);

    private final Map<String, RepeatGuard> guards = new ConcurrentHashMap<>();
    private final Map<String, ChannelMeters> meters;
    private final InOrder inOrder;
    private final int window;
    private final Set<String> off;
    private final AmqpConnector broker;
    private final Traces traces;

    /**
     * @param channels the known channels; {@link #guard} adds others
     * @param window how many events of each channel it remembers at least; 0: none, so that it drops no duplicates
     * @param meters of each channel, by its address
     * @param off names of the channels that keep duplicates
     */
    public SeenEvents(
            List<Channel> channels,
            int window,
            Set<String> off,
            AmqpConnector broker,
            Map<String, ChannelMeters> meters,
            InOrder inOrder,
            Traces traces) {
        this.meters = meters;
        this.inOrder = inOrder;
        this.traces = traces;
        this.window = window;
        this.off = off;
        this.broker = broker;
        channels.forEach(this::guard);
    }

    /** Adds the channel. Call it before the channel's first event. */
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

    /** Opens the batch of a new transaction of the channel. It belongs to this thread until {@link #close}. */
    public Batch open(String address) {
        RepeatGuard guard = guards.getOrDefault(address, NONE);
        if (guard.lease() != null) {
            guard.lease().begin();
        }
        // In a bundle, events of an ordered destination would wait for one that waits for its next attempt.
        Outbox outbox = new Outbox(!inOrder.holds(address));
        Batch batch =
                new Batch(outbox, guard.window(), guard.lease(), meters.get(address), new BatchTrace(traces, address));
        TransactionSynchronizationManager.bindResource(this, batch);
        return batch;
    }

    /** The batch of this thread's transaction. */
    public Batch current() {
        return (Batch) TransactionSynchronizationManager.getResource(this);
    }

    public void close() {
        TransactionSynchronizationManager.unbindResource(this);
    }
}
