package io.stagedoor.api.model;

import java.time.Duration;

/** A duration in JSON: a number of seconds. */
final class Seconds {

    private Seconds() {}

    /** @param duration may be null, as the answer then is */
    static Double of(Duration duration) {
        return duration == null ? null : duration.toMillis() / 1_000.0;
    }
}
