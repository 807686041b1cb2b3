package io.stagedoor.watch;

import io.micrometer.core.instrument.Counter;
import java.util.Collection;

/**
 * Counts a channel's events after the commit: each event from its queue was routed, became a dead letter, or was a
 * duplicate.
 */
public final class ChannelMeters {

    private final Watch watch;
    private final String channel;
    private final Counter taken;
    private final Counter routed;
    private final Counter duplicates;
    private final DeadLetterMeters dead;

    /**
     * @param channel its address
     * @param reasons the words of the usual reasons of its dead letters
     */
    public ChannelMeters(Watch watch, String channel, String deadLetterQueue, Collection<String> reasons) {
        this.watch = watch;
        this.channel = channel;
        taken = counter("stagedoor.events.taken", "Events that were taken from the channel's queue");
        routed = counter("stagedoor.events.routed", "Events that their route sent to its destinations");
        duplicates = counter("stagedoor.events.duplicate", "Events that were routed before, and dropped");
        dead = new DeadLetterMeters(watch.registry(), deadLetterQueue, reasons);
    }

    public void committed(int routed, int duplicates) {
        this.taken.increment((double) routed + duplicates);
        this.routed.increment(routed);
        this.duplicates.increment(duplicates);
    }

    /** @param reason the word of the dead letter's reason */
    public void dead(String reason, int events) {
        taken.increment(events);
        dead.increment(reason, events);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("channel", channel)
                .register(watch.registry());
    }
}
