package io.stagedoor.history.write;

import io.stagedoor.watch.RepeatedLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Whether the broker takes the history at present, when to try again, and what the log says about it. For one thread,
 * but for {@link #refused()}.
 */
final class BrokerDoor {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.history");
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** A right comes with another configuration of the broker. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final RepeatedLines lines = new RepeatedLines(Duration.ofMinutes(1), 10, System::nanoTime);
    private final AtomicLong dropped;
    private volatile boolean refused;
    private volatile long next = System.nanoTime();

    /** @param dropped attempts that no line has reported */
    BrokerDoor(AtomicLong dropped) {
        this.dropped = dropped;
    }

    /** Whether the history is off because the broker does not permit it. Once a minute it is tried again. */
    boolean refused() {
        return refused && !mayTry();
    }

    boolean mayTry() {
        return System.nanoTime() - next >= 0;
    }

    /** The broker took something. */
    void opened() {
        if (refused) {
            refused = false;
            LOG.info("the broker permits the delivery history now: it is recorded");
        }
        long missing = dropped.get();
        if (missing > 0 && lines.ask("missing").isPresent()) {
            dropped.addAndGet(-missing);
            LOG.warnf(
                    "the delivery history lacks %d attempts: the broker did not take them in time. The events"
                            + " themselves are not affected",
                    missing);
        }
    }

    void refused(Exception e) {
        if (!refused) {
            LOG.warnf(
                    "the delivery history is off: %s. Use the broker.xml of this version (artemis-config), or set"
                            + " %s to 0",
                    e.getMessage(), HistorySettings.SIZE);
        }
        refused = true;
        next = System.nanoTime() + ASK_AGAIN.toNanos();
    }

    /** Another part of the program logs that the broker is away. */
    void away(Exception e) {
        LOG.debugf("the delivery history waits for the broker: %s", e.getMessage());
        next = System.nanoTime() + TRY_AGAIN.toNanos();
    }

    void failed(RuntimeException e) {
        if (lines.ask(String.valueOf(e)).isPresent()) {
            LOG.warnf(e, "the delivery history lacks some attempts");
        }
    }
}
