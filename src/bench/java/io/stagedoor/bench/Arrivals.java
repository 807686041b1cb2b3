package io.stagedoor.bench;

import java.io.IOException;

/** Where a contender's events arrive, and how that is seen from outside. */
interface Arrivals {

    /** Forgets what came so far. */
    void begin() throws IOException, InterruptedException;

    long count() throws IOException, InterruptedException;

    /** What came since the beginning. */
    Taken take() throws IOException, InterruptedException;
}
