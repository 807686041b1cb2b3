package io.stagedoor.delivery;

import io.stagedoor.broker.AmqpConnector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Works one destination's queue with two threads that wait for nobody else: one receives and starts attempts, one
 * settles what was tried. When the connection breaks both start over on a new one; the broker gives out again what was
 * not settled.
 */
final class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final String destination;
    private final AmqpConnector broker;
    private final int window;
    private final Clock clock;
    private final BiConsumer<Received, Consumer<Verdict>> attempt;
    private volatile boolean running;
    private Thread thread;

    /** @param attempt starts an attempt, and tells the verdict once, on any thread */
    DeliveryWorker(
            String destination,
            AmqpConnector broker,
            int window,
            Clock clock,
            BiConsumer<Received, Consumer<Verdict>> attempt) {
        this.destination = destination;
        this.broker = broker;
        this.window = window;
        this.clock = clock;
        this.attempt = attempt;
    }

    void start() {
        running = true;
        thread = new Thread(this::work, "delivery " + destination);
        thread.start();
    }

    /** Takes no new events, and gives those in flight time to finish; what does not is tried again later. */
    void stop(Duration patience) throws InterruptedException {
        running = false;
        thread.join(patience.toMillis());
        thread.interrupt();
    }

    private void work() {
        while (running) {
            try (DeliveryLink link = DeliveryLink.open(broker, destination, window, clock)) {
                work(link);
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception e) {
                LOG.warnf("destination %s: %s; trying again", destination, e.getMessage());
                pause();
            }
        }
    }

    private void work(DeliveryLink link) throws Exception {
        BlockingQueue<Tried> tried = new LinkedBlockingQueue<>();
        AtomicInteger inFlight = new AtomicInteger();
        Thread settler = new Thread(() -> settle(link, tried, inFlight), "settle " + destination);
        settler.start();
        try {
            while (running) {
                Received received = link.receive();
                if (received != null) {
                    inFlight.incrementAndGet();
                    attempt.accept(received, verdict -> tried.add(new Tried(received, verdict)));
                } else if (!settler.isAlive()) {
                    throw new IllegalStateException("the connection to the broker is lost");
                }
            }
            while (inFlight.get() > 0 && settler.isAlive()) {
                Thread.sleep(10);
            }
        } finally {
            settler.interrupt();
            settler.join();
        }
    }

    private void settle(DeliveryLink link, BlockingQueue<Tried> tried, AtomicInteger inFlight) {
        List<Tried> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(tried.take());
                tried.drainTo(batch);
                link.settle(batch);
                inFlight.addAndGet(-batch.size());
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf("destination %s: could not settle %d events: %s", destination, batch.size(), e.getMessage());
            link.close();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT.toMillis());
        } catch (InterruptedException stopped) {
            running = false;
        }
    }
}
