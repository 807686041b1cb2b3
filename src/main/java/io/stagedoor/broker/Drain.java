package io.stagedoor.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** What a queue has for a receiver at this moment (AMQP 1.0 part 2, 2.6.7: drain): no guess by a time-out. */
final class Drain {

    private Drain() {}

    /** @param most messages; fewer when the broker has no more in its memory */
    static List<Delivery> of(Receiver receiver, int most)
            throws ClientException, InterruptedException, ExecutionException {
        receiver.addCredit(most);
        Future<Receiver> drained = receiver.drain();
        List<Delivery> deliveries = new ArrayList<>();
        boolean done;
        Delivery next;
        do {
            done = drained.isDone();
            next = done ? receiver.tryReceive() : receiver.receive(1, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.message(); // Read at once: what is not read keeps the session's window shut.
                deliveries.add(next);
            }
        } while (!done || next != null);
        drained.get();
        return deliveries;
    }
}
