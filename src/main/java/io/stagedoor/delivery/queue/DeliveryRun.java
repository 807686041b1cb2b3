package io.stagedoor.delivery.queue;

import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.MessageInHand;
import io.stagedoor.delivery.bundle.MessagesInHand;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.bundle.Tried;
import io.stagedoor.delivery.order.Lanes;
import io.stagedoor.delivery.order.Parked;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * The work over one link, with two threads that wait for nobody else: one receives and starts attempts, one settles what
 * was tried and asks for as much more.
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
final class DeliveryRun {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");

    /** How many events, for each attempt of the window, may wait in hand for one before them: memory bounds it. */
    private static final int IN_HAND = 4;

    private final DeliveryOptions options;
    private final DeliveryLink link;
    private final Breaker breaker;
    private final BiConsumer<Received, Consumer<Verdict>> attempt;
    private final BlockingQueue<Tried> tried = new LinkedBlockingQueue<>();
    private final Lanes<Received> lanes = new Lanes<>(this::park);
    private final MessagesInHand messages = new MessagesInHand();
    private final Window<Received> window = new Window<>();
    private final AtomicInteger parking = new AtomicInteger();
    private final Worker worker;
    private final DestinationMeters meters;
    private volatile boolean ending;
    private volatile long settled;
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
        this.meters = meters;
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
        Thread settler = new Thread(this::settle, "settle " + options.destination());
        settler.start();
        tried.add(Tried.NOTHING); // Whatever is ready to be taken from the parked ones, and the first credit.
        try {
            while (running.getAsBoolean() && !ending) {
                getsOn(window.inFlight() < breaker.allowance(options.window()));
                List<Received> events = link.receive();
                if (!events.isEmpty()) {
                    arrived(events);
                } else if (!settler.isAlive()) {
                    throw new IOException("the connection to the broker is lost");
                }
            }
            end();
            awaitVerdicts(settler);
            giveBack();
            awaitVerdicts(settler);
            link.removeUnused();
        } finally {
            settler.interrupt();
            settler.join();
        }
        return true;
    }

    /** Nothing begins from now on. */
    private void end() {
        ending = true;
        lanes.stop();
    }

    private void awaitVerdicts(Thread settler) throws InterruptedException {
        while ((window.inFlight() > 0 || parking.get() > 0) && settler.isAlive()) {
            getsOn(false);
            Thread.sleep(10);
        }
    }

    /** In order: to the parked ones, since at the end of the queue it would be behind what came later. */
    private void giveBack() {
        for (Received received : messages.rest()) {
            window.begins();
            tried.add(new Tried(received, received.orderKey() == null ? new Verdict.GiveBack() : new Verdict.Park()));
        }
    }

    /** With its window full it gets on only when attempts end. */
    private void getsOn(boolean hasRoom) {
        long now = settled;
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
        MessageInHand message = events.get(0).inHand();
        if (message != null) {
            messages.arrived(message);
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
            tried.add(Tried.NOTHING);
        }
    }

    private void attempt(Received received) {
        window.begins();
        start(received);
    }

    private void start(Received received) {
        link.early(received)
                .ifPresentOrElse(
                        early -> finished(received, early),
                        () -> attempt.accept(received, verdict -> finished(received, verdict)));
    }

    private void park(Received received) {
        window.begins();
        tried.add(new Tried(received, new Verdict.Park()));
    }

    private void finished(Received received, Verdict verdict) {
        Tried done = new Tried(received, verdict);
        if (verdict instanceof Verdict.Hold) {
            tried.add(done);
        } else if (verdict instanceof Verdict.Retry) {
            parking.incrementAndGet();
            tried.add(done); // First: those behind it must not be parked before it is delayed itself.
            goOn(received, verdict);
            parking.decrementAndGet();
        } else {
            goOn(received, verdict); // First: the place that it leaves is for the next of its key.
            tried.add(done);
        }
    }

    private void goOn(Received received, Verdict verdict) {
        if (received.orderKey() != null) {
            Received next = lanes.finished(received.orderKey(), verdict instanceof Verdict.Retry);
            if (next != null) {
                attempt(next);
            }
        }
    }

    private void settle() {
        List<Tried> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(tried.take());
                worker.begins();
                tried.drainTo(batch);
                batch.removeIf(one -> one == Tried.NOTHING);
                List<Tried> settling = messages.ready(pauseIfAsked(batch));
                link.settle(settling);
                settling.forEach(this::countDead);
                settled += batch.size();
                for (Tried one : settling) {
                    if (one.verdict() instanceof Verdict.Park) {
                        lanes.parked(one.received().orderKey());
                    }
                }
                refill(batch.size());
                batch.clear();
                worker.rests();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf(
                    "destination %s: could not settle %d events: %s",
                    options.destination(), batch.size(), e.getMessage());
            link.close();
        } finally {
            worker.rests();
        }
    }

    private void countDead(Tried one) {
        if (one.verdict() instanceof Verdict.GiveUp dead) {
            meters.dead(dead.outcome());
        }
    }

    /** @return what is to be settled: without what is held, where the destination could be paused */
    private List<Tried> pauseIfAsked(List<Tried> batch) {
        if (batch.stream().noneMatch(one -> one.verdict() instanceof Verdict.Hold)) {
            return batch;
        }
        try {
            link.pause();
            end();
            LOG.errorf(
                    "destination=%s answered that it wants no more events: PAUSED. Its events wait in %s until"
                            + " 'stagedoor destinations resume %s'",
                    options.destination(), options.queue(), options.destination());
            return batch.stream()
                    .filter(one -> !(one.verdict() instanceof Verdict.Hold))
                    .toList();
        } catch (IOException e) {
            LOG.warnf("destination %s cannot be paused (%s); it is tried again", options.destination(), e.getMessage());
            return batch.stream().map(this::withoutHold).toList();
        }
    }

    private Tried withoutHold(Tried one) {
        if (!(one.verdict() instanceof Verdict.Hold hold)) {
            return one;
        }
        goOn(one.received(), hold.otherwise());
        return new Tried(one.received(), hold.otherwise());
    }

    private void refill(int ended) throws ClientException, IOException {
        window.ended(ended);
        int allowance = breaker.allowance(options.window());
        if (allowance == 0) {
            end();
        }
        if (ending) {
            return;
        }
        for (String key = next(allowance); key != null; key = next(allowance)) {
            Received parked = link.receiveParked(key);
            if (parked == null) {
                nothingCame(key);
                return;
            }
            attempt(parked);
        }
        for (Received next = window.next(allowance); next != null; next = window.next(allowance)) {
            start(next);
        }
        int tooManyInHand = Math.max(0, lanes.waiting() + messages.behind() - IN_HAND * options.window());
        int more = window.ask(allowance - tooManyInHand);
        if (more > 0) {
            link.credit(more);
        }
    }

    /** Of a queue on the disk the depth was an estimate: it is empty now, or the broker is slow. */
    private void nothingCame(String key) throws IOException {
        Received next = lanes.nothingCame(key, link.hasNoParked(key));
        if (next != null) {
            attempt(next);
        }
        tried.add(Tried.NOTHING); // What has come meanwhile is settled before another one is waited for.
    }

    private String next(int allowance) {
        return window.hasRoom(allowance) ? lanes.next() : null;
    }
}
