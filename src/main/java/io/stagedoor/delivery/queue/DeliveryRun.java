package io.stagedoor.delivery.queue;

import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.OpenBundle;
import io.stagedoor.delivery.bundle.OpenBundles;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.bundle.Tried;
import io.stagedoor.delivery.order.Lanes;
import io.stagedoor.delivery.order.Parked;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Worker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The work over one link, with two threads that wait for nobody else: one receives and starts attempts, the
 * {@link Settler} settles what was tried and asks for as much more.
 *
 * <pre>
 *   credit ─▶ received ─▶ attempted ─▶ tried ─▶ settled
 *     ▲          └▶ in order: waits, or is parked │
 *     └──── at most {@code window} of all these ──┘
 * </pre>
 *
 * Of bundles more may be received: those of their events for which there is no room wait in hand, and a bundle is settled
 * when all of its events were tried. When the run ends, the rest of a bundle of which some were goes back to the queue.
 */
final class DeliveryRun implements Settler.Run {

    private final DeliveryOptions options;
    private final DeliveryLink link;
    private final Breaker breaker;
    private final BiConsumer<Received, Consumer<Verdict>> attempt;
    private final Lanes<Received> lanes = new Lanes<>(this::park);
    private final OpenBundles bundles = new OpenBundles();
    private final Window<Received> window = new Window<>();
    private final AtomicInteger parking = new AtomicInteger();
    private final Worker worker;
    private final Settler settler;
    private volatile boolean ending;
    private long settledBefore;

    DeliveryRun(
            DeliveryOptions options,
            DeliveryLink link,
            Breaker breaker,
            BiConsumer<Received, Consumer<Verdict>> attempt,
            Worker worker,
            DestinationMeters meters) {
        this.options = options;
        this.link = link;
        this.breaker = breaker;
        this.attempt = attempt;
        this.worker = worker;
        this.settler = new Settler(options, link, breaker, window, lanes, bundles, this, worker, meters);
    }

    /**
     * Returns when it is not to run any more, or this run has ended; throws when the link is lost.
     *
     * @return false when the next run is better not begun at once: of a paused destination the parked events wait too
     */
    boolean work(BooleanSupplier running) throws Exception {
        if (options.orderBy() != null) {
            Parked.Census census = link.census();
            if (census.paused() && !census.parked().isEmpty()) {
                return false;
            }
            lanes.restore(census.parked(), census.delayed());
        }
        settler.start();
        settler.look(); // Whatever is ready to be taken from the parked ones, and the first credit.
        try {
            while (running.getAsBoolean() && !ending) {
                reportProgress(window.inFlight() < breaker.allowance(options.window()));
                List<Received> events = link.receive();
                if (!events.isEmpty()) {
                    arrived(events);
                } else if (!settler.isAlive()) {
                    throw new IOException("the connection to the broker is lost");
                }
            }
            end();
            awaitVerdicts();
            giveBack();
            awaitVerdicts();
            link.removeUnused();
        } finally {
            settler.stop();
        }
        return true;
    }

    @Override
    public void end() {
        ending = true;
        lanes.stop();
    }

    @Override
    public boolean ending() {
        return ending;
    }

    private void awaitVerdicts() throws InterruptedException {
        while ((window.inFlight() > 0 || parking.get() > 0) && settler.isAlive()) {
            reportProgress(false);
            Thread.sleep(10);
        }
    }

    /** In order: to the parked ones, since at the end of the queue it would be behind what came later. */
    private void giveBack() {
        for (Received received : bundles.rest()) {
            window.begins();
            settler.add(new Tried(received, received.orderKey() == null ? new Verdict.GiveBack() : new Verdict.Park()));
        }
    }

    /** With its window full it gets on only when attempts end. */
    private void reportProgress(boolean hasRoom) {
        long now = settler.settled();
        if (hasRoom || now != settledBefore) {
            settledBefore = now;
            worker.begins();
        }
    }

    private void arrived(List<Received> events) {
        boolean more = window.came(events.size());
        int allowance = breaker.allowance(options.window());
        if (ending || allowance == 0) {
            end(); // They stay in the queue, with all their attempts.
            return;
        }
        OpenBundle message = events.get(0).openBundle();
        if (message != null) {
            bundles.arrived(message);
        }
        for (Received received : events) {
            String key = received.orderKey();
            if (key != null && !lanes.arrived(key, received.tried(), received)) {
                window.held();
                more = true; // It gives its room back: events of other keys are to come meanwhile.
            } else if (window.enters(received, allowance)) {
                start(received);
            }
        }
        if (more) {
            settler.look();
        }
    }

    @Override
    public void attempt(Received received) {
        window.begins();
        start(received);
    }

    @Override
    public void start(Received received) {
        link.early(received)
                .ifPresentOrElse(
                        early -> finished(received, early),
                        () -> attempt.accept(received, verdict -> finished(received, verdict)));
    }

    private void park(Received received) {
        window.begins();
        settler.add(new Tried(received, new Verdict.Park()));
    }

    private void finished(Received received, Verdict verdict) {
        Tried done = new Tried(received, verdict);
        if (verdict instanceof Verdict.Hold) {
            settler.add(done);
        } else if (verdict instanceof Verdict.Retry) {
            parking.incrementAndGet();
            settler.add(done); // First: those behind it must not be parked before it is delayed itself.
            startNextOfKey(received, verdict);
            parking.decrementAndGet();
        } else {
            startNextOfKey(received, verdict); // First: the place that it leaves is for the next of its key.
            settler.add(done);
        }
    }

    @Override
    public void startNextOfKey(Received received, Verdict verdict) {
        if (received.orderKey() != null) {
            Received next = lanes.finished(received.orderKey(), verdict instanceof Verdict.Retry);
            if (next != null) {
                attempt(next);
            }
        }
    }
}
