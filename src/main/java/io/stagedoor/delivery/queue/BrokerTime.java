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
 * Converts a moment of our clock to the broker's clock, by which delayed events wait at the broker.
 *
 * <p>It measures the difference when it needs it and the last measurement is ten minutes old or was wrong. If the
 * broker does not tell its time, the clocks count as equal, until an event arrives early.
 */
final class BrokerTime {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration JUMP = Duration.ofMillis(500);

    /** The difference from which to warn; below it, retries are in time anyway. */
    private static final Duration NOTABLE = Duration.ofSeconds(2);

    private final AmqpConnector broker;
    private final Clock clock;
    private final DeliveryOptions options;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile boolean wrong = true;
    private long measured;
    private Instant measuredAt;
    private boolean warned;

    BrokerTime(AmqpConnector broker, Clock clock, DeliveryOptions options) {
        this.broker = broker;
        this.clock = clock;
        this.options = options;
    }

    /** The broker's time, rounded up to milliseconds. For one thread. It may ask the broker. */
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
            // Not if an event has arrived early meanwhile.
            ahead.compareAndSet(before, now);
            if (!warned && now.abs().compareTo(NOTABLE) > 0) {
                warned = true;
                LOG.warnf(
                        "destination %s: the broker's clock is %d s %s ours; retries follow our clock, but set both"
                                + " clocks right",
                        options.destination(), now.abs().toSeconds(), now.isNegative() ? "behind" : "ahead of");
            }
        } catch (IOException | RuntimeException e) { // Netty throws the latter when it lacks files or threads.
            LOG.debugf(
                    "destination %s: assuming that the broker's clock equals ours: %s",
                    options.destination(), e.getMessage());
        }
    }

    /**
     * The broker delivered an event before it is due: its clock is at least that far ahead.
     *
     * @param sentFor by the broker's clock, null if the message does not contain it
     */
    void cameEarly(Instant sentFor, Instant due, Instant now) {
        wrong = true;
        ahead.accumulateAndGet(
                Duration.between(now, sentFor == null ? due.plus(ahead.get()) : sentFor),
                (known, atLeast) -> known.compareTo(atLeast) > 0 ? known : atLeast);
    }
}
