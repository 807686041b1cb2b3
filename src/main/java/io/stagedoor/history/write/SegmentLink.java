package io.stagedoor.history.write;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.MissingRight;
import io.stagedoor.broker.queue.QueueLinks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Sends parcels, and never waits for the broker longer than to open a link. What it has not confirmed when the
 * connection ends goes again with the next one. For one thread.
 */
final class SegmentLink implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    /** The broker does not let this user write the history. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private record Sent(Parcel parcel, Tracker tracker) {}

    private final AmqpConnector broker;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Sender> senders = new HashMap<>();
    private Connection connection;

    SegmentLink(AmqpConnector broker) {
        this.broker = broker;
    }

    void add(Parcel parcel) {
        waiting.add(parcel);
    }

    /** Bytes that the broker has not confirmed. */
    long pending() {
        long bytes = 0;
        for (Parcel parcel : waiting) {
            bytes += parcel.body().length;
        }
        for (Sent one : sent) {
            bytes += one.parcel().body().length;
        }
        return bytes;
    }

    /** What one call has done. */
    record Progress(List<Parcel> confirmed, List<Parcel> lost) {}

    /**
     * Sends what the broker has room for, and looks what it has confirmed.
     *
     * @throws Refused when the broker does not permit it
     * @throws IOException when the connection is lost, or there is none; call it again later
     */
    Progress move() throws IOException {
        Progress progress = new Progress(new ArrayList<>(), new ArrayList<>());
        try {
            look(progress);
            for (int left = waiting.size(); left > 0; left--) {
                Parcel parcel = waiting.poll();
                Tracker tracker = attempt(parcel);
                if (tracker == null) {
                    waiting.add(parcel); // No credit: the broker has no room.
                } else {
                    sent.add(new Sent(parcel, tracker));
                }
            }
            return progress;
        } catch (ClientException e) {
            disconnect();
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    private void look(Progress progress) throws IOException {
        for (Iterator<Sent> each = sent.iterator(); each.hasNext(); ) {
            Sent one = each.next();
            if (one.tracker().settlementFuture().isDone()) {
                DeliveryState state = one.tracker().remoteState();
                if (state == null) {
                    throw new IOException("the connection was lost");
                }
                boolean accepted = state.getType() == DeliveryState.Type.ACCEPTED;
                (accepted ? progress.confirmed() : progress.lost()).add(one.parcel());
                each.remove();
            }
        }
    }

    /** @return null if the broker gives no credit */
    private Tracker attempt(Parcel parcel) throws IOException, ClientException {
        try {
            return sender(parcel.queue()).trySend(parcel.message());
        } catch (IOException | ClientException e) {
            waiting.addFirst(parcel);
            throw e;
        }
    }

    private Sender sender(String queue) throws IOException, ClientException {
        Sender known = senders.get(queue);
        if (known != null) {
            return known;
        }
        if (connection == null) {
            connection = broker.open();
        }
        Sender sender = connection.openSender(queue, QueueLinks.sender());
        try {
            sender.openFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (MissingRight.in(e)) {
                throw new Refused("no right to send to " + queue, e);
            }
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        senders.put(queue, sender);
        return sender;
    }

    /** Forgets what it has not sent, and returns it. */
    List<Parcel> giveUp() {
        List<Parcel> all = new ArrayList<>(waiting);
        sent.forEach(one -> all.add(one.parcel()));
        waiting.clear();
        sent.clear();
        return all;
    }

    private void disconnect() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            waiting.addFirst(sent.get(i).parcel());
        }
        sent.clear();
        senders.clear();
        Connection old = connection;
        connection = null;
        if (old != null) {
            old.closeAsync();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
