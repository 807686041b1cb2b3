package io.stagedoor.management;

import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Which channels make no progress, as the readiness check sees it. */
public final class ChannelProgress {

    private final Watch watch;
    private final BrokerWatch broker;
    private final Duration patience;
    private final Stalled stalled;

    /** @param patience how long a channel must make none */
    public ChannelProgress(Watch watch, BrokerWatch broker, Duration patience) {
        this.watch = watch;
        this.broker = broker;
        this.patience = patience;
        this.stalled = new Stalled(patience, System::nanoTime);
    }

    /** By the channel's address, why it makes none. Call it repeatedly. */
    public Map<String, String> stalled() {
        Map<String, String> reasons = new TreeMap<>(stalled.all(watch.workers(), broker::queue));
        for (Worker worker : watch.workers()) {
            Stalled.channel(worker)
                    .ifPresent(channel -> worker.failing(patience).ifPresent(why -> reasons.put(channel, why)));
        }
        return reasons;
    }
}
