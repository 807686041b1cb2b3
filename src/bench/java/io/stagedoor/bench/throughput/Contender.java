package io.stagedoor.bench.throughput;

import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.throughput.arrival.Arrivals;
import io.stagedoor.testing.JavaProcess;
import java.time.Duration;

/**
 * What is measured: a process that takes events from a queue to where they arrive.
 *
 * @param action of the events that are sent: tells Stagedoor's route where to
 */
record Contender(String name, JavaProcess process, BenchBroker broker, String queue, String action, Arrivals arrivals) {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration IDLE = LOOK.dividedBy(10);
    private static final int LOOKS = 20;

    /** Waits for what is left of the turn before, such as compaction of the broker's journal; 10 s at most. */
    void awaitIdle() throws InterruptedException {
        Duration before = cpu();
        for (int looks = 0; looks < LOOKS; looks++) {
            Thread.sleep(LOOK.toMillis());
            Duration now = cpu();
            if (now.minus(before).compareTo(IDLE) < 0) {
                return;
            }
            before = now;
        }
    }

    private Duration cpu() {
        return process.cpu().plus(broker.process().cpu());
    }
}
