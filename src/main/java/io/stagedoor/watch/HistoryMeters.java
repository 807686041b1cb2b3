package io.stagedoor.watch;

import io.micrometer.core.instrument.Counter;

/** Counts the attempts that the delivery history lacks. */
public final class HistoryMeters {

    private final Counter dropped;

    public HistoryMeters(Watch watch) {
        dropped = Counter.builder("stagedoor.history.dropped")
                .description("Attempts that are missing in the delivery history")
                .register(watch.registry());
    }

    public void dropped(int attempts) {
        dropped.increment(attempts);
    }
}
