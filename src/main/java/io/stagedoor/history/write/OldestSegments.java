package io.stagedoor.history.write;

import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.Incoming;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.wire.EventProperties;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Takes the oldest segments out of a queue: they stand at its beginning. For one thread. */
final class OldestSegments {

    private static final int AT_ONCE = 8;
    private static final int EMPTY_AT_END = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Duration age;

    /** When the oldest segment that a queue had is too old; by then nothing needs to be looked at. */
    private final Map<String, Instant> nextLook = new HashMap<>();

    OldestSegments(Duration age) {
        this.age = age;
    }

    /**
     * Removes at least so many bytes, if there are as many, and all segments that are too old.
     *
     * @param surplus bytes; 0 or less for none
     */
    void take(Connection connection, String queue, long surplus, Instant now) throws IOException {
        if (surplus <= 0 && nextLook.getOrDefault(queue, Instant.MIN).isAfter(now)) {
            return;
        }
        // A session of its own: closing it gives back what was looked at and stays.
        try (Session session = connection.openSession();
                Receiver receiver = session.openReceiver(queue, QueueLinks.receiver())) {
            take(new Drain(receiver), queue, surplus, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException e) {
            throw new IOException("cannot shorten " + queue + ": " + e.getMessage(), e);
        }
    }

    private void take(Drain drain, String queue, long surplus, Instant now)
            throws ClientException, InterruptedException, ExecutionException {
        long left = surplus;
        // The broker reads its pages behind our back: a queue that seems to be empty may go on a moment later.
        int empty = 0;
        while (empty < EMPTY_AT_END) {
            List<Drain.Taken> taken = drain.takeAny(AT_ONCE);
            empty = taken.isEmpty() ? empty + 1 : 0;
            for (Drain.Taken one : taken) {
                Instant until = until(one.incoming());
                if (left <= 0 && until.plus(age).isAfter(now)) {
                    nextLook.put(queue, until.plus(age));
                    giveBack(taken.subList(taken.indexOf(one), taken.size()));
                    return;
                }
                left -= size(one.incoming());
                one.delivery().accept();
            }
            if (taken.isEmpty()) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static void giveBack(List<Drain.Taken> rest) throws ClientException {
        for (Drain.Taken one : rest) {
            Delivery delivery = one.delivery();
            delivery.release();
        }
    }

    /** Foreign messages are old: they do not belong here. */
    private static Instant until(Incoming incoming) throws ClientException {
        return incoming instanceof Incoming.Readable readable
                        && readable.message().hasProperties()
                        && readable.message().property(EventProperties.UNTIL) instanceof Long until
                ? Instant.ofEpochMilli(until)
                : Instant.EPOCH;
    }

    private static long size(Incoming incoming) throws ClientException {
        if (incoming instanceof Incoming.Unreadable unreadable) {
            return unreadable.bytes().length;
        }
        Object body = ((Incoming.Readable) incoming).message().body();
        return body instanceof byte[] bytes ? bytes.length : 1;
    }
}
