package io.stagedoor.ingress.sending;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientLinkRemotelyClosedException;
import org.apache.qpid.protonj2.client.exceptions.ClientOperationTimedOutException;

/** The thread that waits for the broker's word on each event, in the order in which they were sent. */
final class SettleLoop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private record Unsettled(Batch batch, Tracker tracker) {}

    private final BlockingQueue<Unsettled> unsettled = new LinkedBlockingQueue<>();
    private final Refusals refusals;
    private volatile boolean closed;
    private final Thread thread = new Thread(this::work, "ingress settle");

    SettleLoop(Refusals refusals) {
        this.refusals = refusals;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(Batch batch, Tracker tracker) {
        unsettled.add(new Unsettled(batch, tracker));
    }

    private void work() {
        try {
            while (!closed) { // ProtonJ2 takes an interruption for itself.
                settle(unsettled.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            unsettled.forEach(one -> one.batch().fail(Outcome.away("the program is stopping")));
        }
    }

    private void settle(Unsettled one) {
        long left = PATIENCE.toNanos() - (System.nanoTime() - one.batch().start());
        try {
            DeliveryState state = one.tracker()
                    .awaitSettlement(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)), TimeUnit.MILLISECONDS)
                    .remoteState();
            if (state != null && state.isAccepted()) {
                one.batch().accepted();
            } else {
                one.batch().fail(refusals.of(one.batch().address(), state));
            }
        } catch (ClientOperationTimedOutException e) {
            one.batch().fail(Outcome.away("the broker did not answer in time"));
        } catch (ClientLinkRemotelyClosedException e) {
            one.batch().fail(refusals.of(one.batch().address(), e));
        } catch (ClientException e) {
            one.batch().fail(Outcome.away("the connection to the broker was lost before it answered"));
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }
}
