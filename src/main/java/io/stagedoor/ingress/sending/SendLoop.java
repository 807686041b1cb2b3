package io.stagedoor.ingress.sending;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientLinkRemotelyClosedException;
import org.apache.qpid.protonj2.client.exceptions.ClientResourceRemotelyClosedException;

/** The thread that sends. An address without credit holds up no other one; its batches keep their order. */
final class SendLoop implements AutoCloseable {

    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long ASK_AGAIN_MILLIS = 1;
    private static final int AT_ONCE = 100;

    private final BrokerConnection connection;
    private final Links links;
    private final SettleLoop settling;
    private final Refusals refusals;
    private volatile boolean closed;
    private final BlockingQueue<Batch> added = new LinkedBlockingQueue<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::work, "ingress send");

    SendLoop(BrokerConnection connection, Links links, SettleLoop settling, Refusals refusals) {
        this.refusals = refusals;
        this.connection = connection;
        this.links = links;
        this.settling = settling;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(Batch batch) {
        added.add(batch);
    }

    private void work() {
        try {
            boolean moved = false;
            while (!closed) { // ProtonJ2 takes an interruption for itself.
                take(moved);
                moved = false;
                for (Map.Entry<String, Waiting> address : waiting.entrySet()) {
                    moved |= send(address.getKey(), address.getValue());
                }
                waiting.values().removeIf(Waiting::isEmpty);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            Outcome ends = Outcome.away("the program is stopping");
            waiting.values().forEach(address -> address.fail(ends));
            added.forEach(batch -> batch.fail(ends));
        }
    }

    /** @param moved whether there is more to do at once */
    private void take(boolean moved) throws InterruptedException {
        Batch next;
        if (waiting.isEmpty()) {
            next = added.take();
        } else {
            next = moved ? added.poll() : added.poll(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (; next != null; next = added.poll()) {
            waiting.computeIfAbsent(next.address(), address -> new Waiting(System.nanoTime()))
                    .add(next);
        }
    }

    private boolean send(String address, Waiting events) {
        boolean moved = events.send(AT_ONCE, System.nanoTime(), this::send);
        if (!moved && events.stalled(System.nanoTime()) > PATIENCE) {
            events.fail(Outcome.pressure(
                    "the broker takes no events of this channel now: its disk or the channel's queue is full"));
            links.renew(address);
        }
        return moved;
    }

    private boolean send(Batch batch, Outgoing event) {
        Connection current = connection.current();
        if (current == null) {
            batch.fail(Outcome.away("the broker is away"));
            return true;
        }
        return send(batch, event, current);
    }

    /** @return false if it has to wait for credit */
    private boolean send(Batch batch, Outgoing event, Connection current) {
        try {
            Tracker tracker = links.trySend(current, batch.address(), event);
            if (tracker == null) {
                return false;
            }
            batch.sent();
            settling.add(batch, tracker);
        } catch (ClientLinkRemotelyClosedException e) {
            links.forget(batch.address());
            batch.fail(refusals.of(batch.address(), e));
        } catch (ClientResourceRemotelyClosedException e) {
            connection.lost(current);
            batch.fail(Outcome.away("the broker ended the connection"));
        } catch (ClientException e) {
            connection.lost(current);
            batch.fail(Outcome.away("the connection to the broker was lost"));
        }
        return true;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }
}
