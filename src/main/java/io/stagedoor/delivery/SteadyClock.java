package io.stagedoor.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on from its beginning at the pace of {@link System#nanoTime}, whatever the system's clock is set to: for pauses. */
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
        throw new UnsupportedOperationException("it measures pauses, which have no zone");
    }
}
