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
 * The work over one link, with two independent threads: one receives events and starts attempts; the {@link Settler}
 * settles events with a verdict and asks for more.
 *
 * <pre>
 *   credit ─▶ received ─▶ attempted ─▶ tried ─▶ settled
 *     ▲          └▶ in order: waits, or is parked │
 *     └──── at most {@code window} of all these ──┘
 * </pre>
 *
 * Bundles may exceed the window: their events wait in memory until there is room, and a bundle is settled when all its
 * events have a verdict. When the run ends, the other events of a partly attempted bundle go back to the queue.
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
     * Works until {@code running} is false or this run ends. Throws when the link is lost.
     *
     * @return false if the next run should not start at once: the parked events of a paused destination wait too
     */
    boolean work(BooleanSupplier running) throws Exception {
        Parked.Census census = link.census();
        if (census.paused() && !census.parked().isEmpty()) {
            return false;
        }
        lanes.restore(census.parked(), census.delayed());
        settler.start();
        settler.wake(); // Starts the parked events that are ready, and gives the first credit.
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

    /** Ordered events go to the parked ones: at the end of the queue, they would come after later ones. */
    private void giveBack() {
        for (Received received : bundles.rest()) {
            window.startAnyway();
            settler.add(new Tried(received, received.orderKey() == null ? new Verdict.GiveBack() : new Verdict.Park()));
        }
    }

    /** With a full window, progress depends on attempts that end. */
    private void reportProgress(boolean hasRoom) {
        long now = settler.settled();
        if (hasRoom || now != settledBefore) {
            settledBefore = now;
            worker.begins();
        }
    }

    private void arrived(List<Received> events) {
        boolean more = window.arrived(events.size());
        int allowance = breaker.allowance(options.window());
        if (ending || allowance == 0) {
            end(); // They stay in the queue and use up no attempt.
            return;
        }
        OpenBundle message = events.get(0).openBundle();
        if (message != null) {
            bundles.arrived(message);
        }
        for (Received received : events) {
            if (!lanes.arrived(received.orderKey(), received.tried(), received)) {
                window.waitsElsewhere();
                more = true; // It frees its room, so that events of other keys can arrive meanwhile.
            } else if (window.tryStart(received, allowance)) {
                start(received);
            }
        }
        if (more) {
            settler.wake();
        }
    }

    @Override
    public void attempt(Received received) {
        window.startAnyway();
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
        window.startAnyway();
        settler.add(new Tried(received, new Verdict.Park()));
    }

    private void finished(Received received, Verdict verdict) {
        Tried done = new Tried(received, verdict);
        if (verdict instanceof Verdict.Hold) {
            settler.add(done);
        } else if (verdict instanceof Verdict.Retry) {
            parking.incrementAndGet();
            settler.add(done); // First: later events must not be parked before this one is delayed.
            startNextOfKey(received, verdict);
            parking.decrementAndGet();
        } else {
            startNextOfKey(received, verdict); // First: the next event of the key gets its place.
            settler.add(done);
        }
    }

    @Override
    public void startNextOfKey(Received received, Verdict verdict) {
        Received next = lanes.finished(received.orderKey(), verdict instanceof Verdict.Retry);
        if (next != null) {
            attempt(next);
        }
    }
}
