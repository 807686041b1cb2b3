package io.stagedoor.delivery.queue;

import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.OpenBundles;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.bundle.Tried;
import io.stagedoor.delivery.order.Lanes;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Settles events with a verdict, on its own thread, and starts as many others.
 *
 * <pre>
 *  tried ─▶ paused, if the destination asks for it ─▶ whole messages ─▶ settled ─▶ room, for what is
 *                                                                       parked, in memory, still in the queue
 * </pre>
 */
final class Settler {

    /** The run whose events it settles. */
    interface Run {

        /** Starts an attempt, whether there is room or not. */
        void attempt(Received received);

        /** Starts an attempt whose room is counted already. */
        void start(Received received);

        /** Starts the next event of the key, after this one. */
        void startNextOfKey(Received received, Verdict verdict);

        /** Starts no more attempts. */
        void end();

        boolean ending();
    }

    private static final Logger LOG = Logger.getLogger("io.stagedoor.delivery");

    /** How many events may wait in memory for an earlier one, for each attempt of the window. It limits the memory. */
    private static final int WAITING_PER_ATTEMPT = 4;

    private final DeliveryOptions options;
    private final DeliveryLink link;
    private final Breaker breaker;
    private final Window<Received> window;
    private final Lanes<Received> lanes;
    private final OpenBundles bundles;
    private final Run run;
    private final Worker worker;
    private final DestinationMeters meters;
    private final BlockingQueue<Tried> tried = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile long settled;

    Settler(
            DeliveryOptions options,
            DeliveryLink link,
            Breaker breaker,
            Window<Received> window,
            Lanes<Received> lanes,
            OpenBundles bundles,
            Run run,
            Worker worker,
            DestinationMeters meters) {
        this.options = options;
        this.link = link;
        this.breaker = breaker;
        this.window = window;
        this.lanes = lanes;
        this.bundles = bundles;
        this.run = run;
        this.worker = worker;
        this.meters = meters;
        this.thread = new Thread(this::work, "settle " + options.destination());
    }

    void start() {
        thread.start();
    }

    /** False after the link is lost. */
    boolean isAlive() {
        return thread.isAlive();
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    void add(Tried one) {
        tried.add(one);
    }

    /** Checks for room, although no event has a new verdict. */
    void wake() {
        tried.add(Tried.NOTHING);
    }

    /** How many events have been settled so far; growth shows progress. */
    long settled() {
        return settled;
    }

    private void work() {
        List<Tried> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(tried.take());
                worker.begins();
                tried.drainTo(batch);
                batch.removeIf(one -> one == Tried.NOTHING);
                settle(batch);
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

    private void settle(List<Tried> batch) throws Exception {
        List<Tried> settling = bundles.ready(pauseIfAsked(batch));
        link.settle(settling);
        settling.forEach(this::countDead);
        settled += batch.size();
        for (Tried one : settling) {
            if (one.verdict() instanceof Verdict.Park) {
                lanes.parked(one.received().orderKey());
            }
        }
    }

    private void countDead(Tried one) {
        if (one.verdict() instanceof Verdict.GiveUp dead) {
            meters.dead(dead.outcome());
        }
    }

    /** @return the events to settle: without those on hold, if the destination could be paused */
    private List<Tried> pauseIfAsked(List<Tried> batch) {
        if (batch.stream().noneMatch(one -> one.verdict() instanceof Verdict.Hold)) {
            return batch;
        }
        try {
            link.pause();
            run.end();
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
        run.startNextOfKey(one.received(), hold.otherwise());
        return new Tried(one.received(), hold.otherwise());
    }

    private void refill(int ended) throws ClientException, IOException {
        window.ended(ended);
        int allowance = breaker.allowance(options.window());
        if (allowance == 0) {
            run.end();
        }
        if (run.ending()) {
            return;
        }
        for (String key = parkedKey(allowance); key != null; key = parkedKey(allowance)) {
            Received parked = link.receiveParked(key);
            if (parked == null) {
                nothingCame(key);
                return;
            }
            run.attempt(parked);
        }
        for (Received next = window.startWaiting(allowance); next != null; next = window.startWaiting(allowance)) {
            run.start(next);
        }
        int tooManyWaiting = Math.max(0, lanes.waiting() + bundles.behind() - WAITING_PER_ATTEMPT * options.window());
        int more = window.ask(allowance - tooManyWaiting);
        if (more > 0) {
            link.credit(more);
        }
    }

    /** No event arrived: the depth of a queue on the disk was an estimate, and it is empty, or the broker is slow. */
    private void nothingCame(String key) throws IOException {
        Received next = lanes.nothingCame(key, link.hasNoParked(key));
        if (next != null) {
            run.attempt(next);
        }
        wake(); // Settle the new verdicts before waiting for another parked event.
    }

    private String parkedKey(int allowance) {
        return window.hasRoom(allowance) ? lanes.next() : null;
    }
}
