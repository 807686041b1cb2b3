package io.stagedoor.broker.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Takes what a queue has for a receiver at this moment (AMQP 1.0 part 2, 2.6.7: drain): no guess by a time-out.
 *
 * <p>Artemis 2.55 overlooks a drain that comes while it is still busy with the answer to the one before. So there is a
 * pause between two, and the receiver should have a {@code drainTimeout}.
 */
public final class Drain {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Receiver receiver;
    private long answered = System.nanoTime() - PAUSE.toNanos();

    /** @param receiver one to which nobody else gives credit */
    public Drain(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * @param most messages; fewer when the broker has no more in its memory
     * @throws ExecutionException where the broker does not answer in time; the receiver is of no use then
     */
    public List<Delivery> take(int most) throws ClientException, InterruptedException, ExecutionException {
        return take(most, delivery -> {
            delivery.message();
            return delivery;
        });
    }

    /** The same, of messages too that cannot be read. */
    public List<Taken> takeAny(int most) throws ClientException, InterruptedException, ExecutionException {
        return take(most, delivery -> new Taken(delivery, Incoming.of(delivery)));
    }

    public record Taken(Delivery delivery, Incoming incoming) {}

    private interface Reading<T> {
        T read(Delivery delivery) throws ClientException;
    }

    private <T> List<T> take(int most, Reading<T> reading)
            throws ClientException, InterruptedException, ExecutionException {
        TimeUnit.NANOSECONDS.sleep(answered + PAUSE.toNanos() - System.nanoTime());
        receiver.addCredit(most);
        Future<Receiver> drained = receiver.drain();
        List<T> deliveries = new ArrayList<>();
        boolean done;
        Delivery next;
        do {
            done = drained.isDone();
            next = receiver.tryReceive();
            if (next != null) {
                deliveries.add(reading.read(next)); // At once: what is not read keeps the session's window shut.
            } else if (!done) {
                await(drained);
            }
        } while (!done || next != null);
        drained.get();
        answered = System.nanoTime();
        return deliveries;
    }

    /** Until it is drained, or for so long that enough has come meanwhile. */
    private static void await(Future<Receiver> drained) throws InterruptedException, ExecutionException {
        try {
            drained.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException more) {
            // What has come is read, so that more may come.
        }
    }

    /**
     * Reads what has come and nobody wants any more, before the receiver is closed: ProtonJ2 1.0.0 gives the memory of a
     * delivery back when it is read, and never when it is not. It stays unsettled, so that the broker gives it out again.
     */
    public static void unread(Receiver receiver) {
        try {
            for (Delivery next = receiver.tryReceive(); next != null; next = receiver.tryReceive()) {
                next.rawInputStream().close(); // Whether it can be decoded is nothing to us.
            }
        } catch (ClientException | IOException e) {
            LOG.debugf(e, "what has come cannot be read: the connection is lost");
        }
    }
}
