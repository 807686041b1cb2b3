package io.stagedoor.bench.throughput.arrival;

import io.stagedoor.bench.process.Taken;
import java.io.IOException;

/** Where a contender's events arrive, and how that is seen from outside. */
public interface Arrivals {

    /** Forgets what came so far. */
    void begin() throws IOException, InterruptedException;

    long count() throws IOException, InterruptedException;

    /** What came since the beginning. */
    Taken take() throws IOException, InterruptedException;
}
