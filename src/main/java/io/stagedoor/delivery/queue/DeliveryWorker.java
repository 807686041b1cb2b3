package io.stagedoor.delivery.queue;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.BreakerSign;
import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Consumes one destination's queue as long as the program runs: one {@link DeliveryRun} after the other, each with its
 * own connection. A run ends when the connection breaks, the breaker opens, or the destination is paused; the broker
 * then delivers unsettled events again.
 */
public final class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final Duration RECONNECT = Duration.ofSeconds(2);
    private static final Duration HEARD = Duration.ofMillis(300);
    private static final Duration LOOK_AT_BREAKER = Duration.ofMillis(100);

    private final DeliveryOptions options;
    private final AmqpConnector broker;
    private final Breaker breaker;
    private final Clock clock;
    private final Clock steady;
    private final BiConsumer<Received, Consumer<Verdict>> attempt;
    private final Watch watch;
    private final Worker worker;
    private final DestinationMeters meters;
    private final BreakerSign sign;
    private final RepeatedLines lines = new RepeatedLines(Duration.ofMinutes(1), 1, System::nanoTime);
    private volatile boolean running;
    private Thread thread;

    /**
     * @param clock the real time, by which events are due
     * @param steady a clock for pauses, which nobody sets
     * @param attempt starts an attempt, and reports the verdict once, on any thread
     */
    public DeliveryWorker(
            DeliveryOptions options,
            AmqpConnector broker,
            Breaker breaker,
            Clock clock,
            Clock steady,
            BiConsumer<Received, Consumer<Verdict>> attempt,
            Watch watch,
            DestinationMeters meters) {
        this.options = options;
        this.broker = broker;
        this.breaker = breaker;
        this.clock = clock;
        this.steady = steady;
        this.attempt = attempt;
        this.watch = watch;
        this.worker = new Worker("destination " + options.destination());
        this.meters = meters;
        this.sign = new BreakerSign(broker, options.queue());
    }

    public void start() {
        running = true;
        watch.add(worker);
        thread = new Thread(this::work, "delivery " + options.destination());
        thread.start();
    }

    /** Takes no new events, and gives those in flight time to finish; the others are tried again later. */
    public void stop(Duration patience) throws InterruptedException {
        running = false;
        thread.join(Math.max(1, patience.toMillis())); // 0 would wait for ever.
        thread.interrupt();
        watch.remove(worker);
    }

    /**
     * False also when the whole program stops, so that all destinations finish their events in flight at the same time.
     */
    private boolean running() {
        return running && !watch.stopping();
    }

    private void work() {
        try {
            while (running()) {
                worker.begins();
                boolean open = breaker.allowance(options.window()) == 0;
                watch.markResting(options.queue(), open);
                if (open) {
                    sign.show();
                    Thread.sleep(LOOK_AT_BREAKER.toMillis());
                } else if (!workOnce()) {
                    Thread.sleep(RECONNECT.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            running = false;
        } finally {
            sign.close();
        }
        worker.rests(); // Not if an error ends this thread: health checks must see that.
    }

    /** @return false if the next run should not start at once */
    private boolean workOnce() throws InterruptedException {
        try {
            Optional<DeliveryLink> leased = DeliveryLink.open(broker, options, clock, steady);
            worker.connected(true); // Also while another replica holds the lease: this one takes over if necessary.
            if (leased.isEmpty()) {
                LOG.debugf("destination %s: another replica has the lease", options.destination());
                return false;
            }
            try (DeliveryLink link = leased.get()) {
                sign.close();
                return new DeliveryRun(options, link, breaker, attempt, worker, meters).work(this::running);
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception e) {
            worker.connected(false);
            // One place logs a lost broker for all, perhaps a moment later than this.
            Thread.sleep(HEARD.toMillis());
            if (!watch.brokerAway() && lines.ask(e.getMessage()).isPresent()) {
                LOG.warnf("destination %s: %s; trying again", options.destination(), e.getMessage());
            }
            return false;
        }
    }
}
