package io.stagedoor.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock for pauses: it starts at the present and follows {@link System#nanoTime}, even if the system's clock is set.
 */
final class SteadyClock extends Clock {

    private final Instant beginning = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant instant() {
        return beginning.plusNanos(System.nanoTime() - nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a clock for pauses has no zone");
    }
}
