package io.stagedoor.routing;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.watch.ChannelMeters;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which events were routed already, so that a second message with the same {@code metadata.eventId} is one with the
 * first. Each channel has a window of its own; the same id on two channels is two events.
 *
 * <pre>
 *   id in this memory ─▶ dropped on entry
 *   id in the broker  ─▶ the {@link Batch} cannot commit, rolls back, and its events come again one by one
 *   neither           ─▶ routed; its id is stored by the broker in the same transaction
 * </pre>
 */
final class SeenEvents {

    /** What one channel needs for it. */
    private record Watch(SeenWindow window, CommitTurn turn) {}

    private static final Watch NONE = new Watch(null, null);

    private final Map<String, Watch> watches = new HashMap<>();
    private final Map<String, ChannelMeters> meters;

    /**
     * @param window how many events of each channel are remembered at least; 0: none, and nothing is ever dropped
     * @param meters of each channel, by its address
     * @param off names of the channels where nothing is dropped
     */
    SeenEvents(
            Contract contract,
            int window,
            Set<String> off,
            AmqpConnector broker,
            Clock clock,
            Map<String, ChannelMeters> meters) {
        this.meters = meters;
        for (Channel channel : contract.channels()) {
            if (window > 0 && !off.contains(channel.name())) {
                watches.put(
                        channel.address(),
                        new Watch(new SeenWindow(window, clock), new CommitTurn(broker, channel.address())));
            }
        }
    }

    /** The batch of a new transaction of the channel; this thread's until {@link #close}. */
    Batch open(String address) {
        Watch watch = watches.getOrDefault(address, NONE);
        Batch batch = new Batch(address, watch.window(), watch.turn(), meters.get(address));
        TransactionSynchronizationManager.bindResource(this, batch);
        return batch;
    }

    /** Of the transaction that this thread is in. */
    Batch current() {
        return (Batch) TransactionSynchronizationManager.getResource(this);
    }

    void close() {
        TransactionSynchronizationManager.unbindResource(this);
    }
}
