package io.stagedoor.routing.duplicates;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Which process, of all, may compare ids of a channel's events with the {@link SeenLog}, to add them, and to
 * commit: of two who did it at once both would route the same event.
 *
 * <pre>
 *   turn/commit/&lt;channel&gt; holds one message
 *      ▲ │ given to one process at a time, in the order in which they asked
 *      │ ▼
 *      └─ released, never accepted; given back by the broker when the process dies
 * </pre>
 *
 * Who finds nothing new of others in the log when he gets the lease is alone, and keeps it for a while.
 *
 * <p>The consumers of one process share its lease: among them {@link SeenWindow} keeps watch. Who does not get it in time
 * commits without: a process that hangs must not stop the others.
 */
public final class CommitLease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Many times what the others need for a commit each. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After the lease was not to be had. */
    private static final Duration WITHOUT = Duration.ofSeconds(10);

    /** Under load a process would never let go of it. */
    private static final Duration LONGEST = Duration.ofMillis(20);

    /** The same while no other process has committed anything for {@link #ALONE}: one that comes waits so long, once. */
    private static final Duration LONGEST_ALONE = Duration.ofMillis(200);

    private static final Duration ALONE = Duration.ofSeconds(1);

    private final AmqpConnector broker;
    private final String queue;
    private final SeenLog log;
    private volatile boolean begun;
    private volatile boolean lost;
    private volatile Connection connection;
    private Receiver receiver;
    private Delivery held;
    private long heldSince;
    private long shared = System.nanoTime();
    private long nextTry = System.nanoTime();
    private int inside;

    /** @param channel its address */
    public CommitLease(AmqpConnector broker, String channel, SeenLog log) {
        this.broker = broker;
        this.queue = QueueNames.leaseToCommit(channel);
        this.log = log;
    }

    /** To be called before the first event is routed: what was routed before this process began is known from then on. */
    public void begin() {
        if (!begun) {
            enter();
            leave();
            begun = true;
        }
    }

    /** Waits for the lease, at most 2 s, and reads what others have added; {@link #leave} must follow. */
    public synchronized void enter() {
        try {
            while (inside > 0 && held != null && isLong()) {
                wait();
            }
            if (inside == 0 && lost) {
                close(); // The broker has given the lease to another process.
            }
            if (held == null && inside == 0 && System.nanoTime() - nextTry >= 0) {
                take();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        inside++;
    }

    /**
     * Adds the ids of what the session's transaction routes; between {@link #enter} and {@link #leave}.
     *
     * @return to be run when it is committed
     */
    public Runnable note(jakarta.jms.Session session, List<String> ids) throws JMSException {
        return log.write(session, ids);
    }

    public synchronized void leave() {
        inside--;
        if (inside == 0) {
            if (isLong() || !alone()) {
                giveBack();
            }
            notifyAll();
        }
    }

    /** It was left, and nobody has come back to give it to the others. */
    private synchronized void endOf(Delivery lease) {
        if (held == lease && inside == 0) {
            giveBack();
        }
    }

    private boolean isLong() {
        return System.nanoTime() - heldSince > (alone() ? LONGEST_ALONE : LONGEST).toNanos();
    }

    private boolean alone() {
        return System.nanoTime() - shared > ALONE.toNanos();
    }

    private void take() throws InterruptedException {
        try {
            if (connection == null) {
                open();
            }
            receiver.addCredit(1);
            held = receiver.receive(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            heldSince = System.nanoTime();
            if (held == null) {
                without("another process has it for more than " + PATIENCE.toSeconds() + " s");
                return;
            }
            held.message(); // Nobody needs it, but ProtonJ2 keeps the memory of what is never read.
            if (log.read()) {
                shared = heldSince;
            }
            Delivery lease = held;
            CompletableFuture.delayedExecutor(LONGEST_ALONE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> endOf(lease));
        } catch (IOException
                | ClientException
                | ExecutionException
                | TimeoutException
                // ProtonJ2's, where the connection ends at this moment.
                | RejectedExecutionException e) {
            without(e.getMessage());
        }
    }

    private void without(String why) {
        // Who is interrupted stops, and has nothing to be warned of.
        LOG.logf(
                Thread.currentThread().isInterrupted() ? Logger.Level.DEBUG : Logger.Level.WARN,
                "%s: committing without it for %d s, %s; what another process has routed may be routed again",
                queue,
                WITHOUT.toSeconds(),
                why);
        close(); // What the broker may still give to it goes back.
        nextTry = System.nanoTime() + WITHOUT.toNanos();
    }

    private void giveBack() {
        if (held == null) {
            return;
        }
        try {
            held.release();
        } catch (ClientException | RejectedExecutionException e) {
            LOG.debugf(e, "%s: the connection is lost, and the lease with it", queue);
            close();
        }
        held = null;
    }

    private void open()
            throws IOException, ClientException, ExecutionException, InterruptedException, TimeoutException {
        lost = false;
        connection = broker.open(options -> options.disconnectedHandler((gone, event) -> {
            if (gone == connection) {
                lost = true;
            }
        }));
        Session session = connection.openSession();
        receiver = session.openReceiver(queue, QueueLinks.receiver());
        receiver.openFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        putMessage();
        log.open(broker, connection);
    }

    /** Not durable: nothing is written to the disk for it, and after a restart of the broker the first one makes it anew. */
    private void putMessage()
            throws IOException, ClientException, ExecutionException, InterruptedException, TimeoutException {
        if (isThere()) {
            return;
        }
        String make = queue + "/make";
        ConsumerLease.prepare(broker, make);
        try (Connection once = broker.open()) {
            Session session = once.openSession();
            if (ConsumerLease.take(session, make) && !isThere()) {
                session.openSender(queue, QueueLinks.sender())
                        .send(Message.create("turn").durable(false))
                        .settlementFuture()
                        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean isThere() throws IOException {
        try (QueueManagement management = new QueueManagement(broker.open(), TIMEOUT)) {
            return management.ask(queue).filter(state -> state.messages() > 0).isPresent();
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.closeAsync();
        }
        connection = null;
        receiver = null;
        held = null;
    }
}
