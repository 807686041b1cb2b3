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
 * Takes the messages that a queue has for a receiver at this moment. It uses AMQP's drain (AMQP 1.0 part 2, 2.6.7)
 * instead of guessing by a time-out.
 *
 * <p>Artemis 2.55 ignores a drain that arrives while it still answers the one before. So there is a pause between two,
 * and the receiver should have a {@code drainTimeout}.
 */
public final class Drain {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.broker");
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Receiver receiver;
    private long answered = System.nanoTime() - PAUSE.toNanos();

    /** @param receiver nobody else may give it credit */
    public Drain(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * @param most messages; returns fewer if the broker has no more in memory
     * @throws ExecutionException when the broker does not answer in time; do not use the receiver after that
     */
    public List<Delivery> take(int most) throws ClientException, InterruptedException, ExecutionException {
        return take(most, delivery -> {
            delivery.message();
            return delivery;
        });
    }

    /** As {@link #take}, including messages that cannot be read. */
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
                deliveries.add(reading.read(next)); // At once: unread bytes keep the session's window closed.
            } else if (!done) {
                await(drained);
            }
        } while (!done || next != null);
        drained.get();
        answered = System.nanoTime();
        return deliveries;
    }

    /** Waits until it is drained, or long enough for more to arrive. */
    private static void await(Future<Receiver> drained) throws InterruptedException, ExecutionException {
        try {
            drained.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException more) {
            // Read what has arrived, so that more can.
        }
    }

    /**
     * Reads deliveries that nobody needs any more, before the receiver closes: ProtonJ2 never frees the memory of
     * a delivery that is not read. They stay unsettled, so that the broker delivers them again.
     */
    public static void unread(Receiver receiver) {
        try {
            for (Delivery next = receiver.tryReceive(); next != null; next = receiver.tryReceive()) {
                next.rawInputStream().close(); // Without decoding it.
            }
        } catch (ClientException | IOException e) {
            LOG.debugf(e, "cannot read the remaining deliveries: the connection is lost");
        }
    }
}
