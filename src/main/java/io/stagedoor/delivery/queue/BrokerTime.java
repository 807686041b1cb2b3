package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.BrokerClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * What the broker's clock will show when ours shows a moment: what is due by ours waits at the broker by its own. Measured
 * when it is needed and was not for ten minutes, or turned out to be wrong. A broker that does not say its time is taken
 * to have ours, until an event comes early.
 */
final class BrokerTime {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration JUMP = Duration.ofMillis(500);

    /** A difference that somebody should mend; below it retries are in time anyway. */
    private static final Duration NOTABLE = Duration.ofSeconds(2);

    private final AmqpConnector broker;
    private final Clock clock;
    private final DeliveryOptions options;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile boolean wrong = true;
    private long measured;
    private Instant measuredAt;
    private boolean told;

    BrokerTime(AmqpConnector broker, Clock clock, DeliveryOptions options) {
        this.broker = broker;
        this.clock = clock;
        this.options = options;
    }

    /** Rounded up to milliseconds. For one thread; it may ask the broker. */
    Instant of(Instant moment) {
        if (wrong || System.nanoTime() - measured > FRESH.toNanos() || ourClockWasSet()) {
            wrong = false;
            measure();
            measured = System.nanoTime();
            measuredAt = clock.instant();
        }
        return Instant.ofEpochMilli(moment.plus(ahead.get()).plusNanos(999_999).toEpochMilli());
    }

    private boolean ourClockWasSet() {
        Duration passed = Duration.ofNanos(System.nanoTime() - measured);
        return Duration.between(measuredAt.plus(passed), clock.instant()).abs().compareTo(JUMP) > 0;
    }

    private void measure() {
        Duration before = ahead.get();
        try {
            Duration now = BrokerClock.ahead(broker, options.queue(), clock, TIMEOUT);
            // Not if an event came early meanwhile.
            ahead.compareAndSet(before, now);
            if (!told && now.abs().compareTo(NOTABLE) > 0) {
                told = true;
                LOG.warnf(
                        "destination %s: the broker's clock is %d s %s ours; its retries keep to ours, but set both right",
                        options.destination(), now.abs().toSeconds(), now.isNegative() ? "behind" : "ahead of");
            }
        } catch (IOException | RuntimeException e) { // Netty throws the latter where it lacks files or threads.
            LOG.debugf(
                    "destination %s: the broker's clock is taken to be ours: %s",
                    options.destination(), e.getMessage());
        }
    }

    /**
     * The broker gave an event out before it is due: its clock is at least so far ahead.
     *
     * @param sentFor by the broker's clock, null where the message does not say it
     */
    void cameEarly(Instant sentFor, Instant due, Instant now) {
        wrong = true;
        ahead.accumulateAndGet(
                Duration.between(now, sentFor == null ? due.plus(ahead.get()) : sentFor),
                (known, atLeast) -> known.compareTo(atLeast) > 0 ? known : atLeast);
    }
}
