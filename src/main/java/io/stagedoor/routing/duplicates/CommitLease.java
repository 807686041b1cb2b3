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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Session;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * The right of one process, of all replicas, to compare the ids of a channel's events with the {@link SeenLog}, add
 * them to it, and commit. If two processes did this at once, both could route the same event.
 *
 * <pre>
 *   turn/commit/&lt;channel&gt; holds one message
 *      ▲ │ delivered to one process at a time, in the order in which they ask
 *      │ ▼
 *      └─ released, never accepted; the broker takes it back when the process dies
 * </pre>
 *
 * A process that gets the lease and finds no new entries of others in the log is alone, and keeps the lease for a
 * while.
 *
 * <p>The consumers of one process share its lease; {@link SeenWindow} coordinates them. A process that does not get the
 * lease in time commits without it: one that hangs must not stop the others.
 */
public final class CommitLease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.routing");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Many times longer than the others need for one commit each, also on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long it commits without the lease after it could not get it. */
    private static final Duration WITHOUT = Duration.ofSeconds(10);

    /** The longest time to hold it: under load, a process would never release it. */
    private static final Duration LONGEST = Duration.ofMillis(20);

    /** The same while no other process has committed for {@link #ALONE}: a new one waits that long, once. */
    private static final Duration LONGEST_ALONE = Duration.ofMillis(200);

    private static final Duration ALONE = Duration.ofSeconds(1);

    private final AmqpConnector broker;
    private final String queue;
    private final SeenLog log;
    private final LongSupplier nanos;
    private final Executor later;
    private volatile boolean begun;
    private volatile boolean lost;
    private volatile Connection connection;
    private Receiver receiver;
    private Delivery held;
    private long heldSince;
    private long shared;
    private long nextTry;
    private int inside;

    /** @param channel its address */
    public CommitLease(AmqpConnector broker, String channel, SeenLog log) {
        this(
                broker,
                channel,
                log,
                System::nanoTime,
                CompletableFuture.delayedExecutor(LONGEST_ALONE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * @param nanos as {@link System#nanoTime}
     * @param later runs what it gets when a lease was held for the longest time
     */
    CommitLease(AmqpConnector broker, String channel, SeenLog log, LongSupplier nanos, Executor later) {
        this.broker = broker;
        this.queue = QueueNames.leaseToCommit(channel);
        this.log = log;
        this.nanos = nanos;
        this.later = later;
        this.shared = nanos.getAsLong();
        this.nextTry = nanos.getAsLong();
    }

    /** Reads what was routed before this process started. Call it before routing the first event. */
    public void begin() {
        if (!begun) {
            enter();
            leave();
            begun = true;
        }
    }

    /** Waits for the lease, at most 5 s, and reads what others added. {@link #leave} must follow. */
    public synchronized void enter() {
        try {
            while (inside > 0 && held != null && isLong()) {
                wait();
            }
            if (inside == 0 && lost) {
                close(); // Another process has got the lease.
            }
            if (held == null && inside == 0 && nanos.getAsLong() - nextTry >= 0) {
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
     * @return to run after the commit
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

    /** Releases it for the others if it was left and nobody has entered again. */
    private synchronized void endOf(Delivery lease) {
        if (held == lease && inside == 0) {
            giveBack();
        }
    }

    private boolean isLong() {
        return nanos.getAsLong() - heldSince > (alone() ? LONGEST_ALONE : LONGEST).toNanos();
    }

    private boolean alone() {
        return nanos.getAsLong() - shared > ALONE.toNanos();
    }

    private void take() throws InterruptedException {
        try {
            if (connection == null) {
                open();
            }
            receiver.addCredit(1);
            held = receiver.receive(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            heldSince = nanos.getAsLong();
            if (held == null) {
                without("another process has it for more than " + PATIENCE.toSeconds() + " s");
                return;
            }
            held.message(); // Nobody needs the message, but ProtonJ2 keeps the memory of a message that is never read.
            if (log.read()) {
                shared = heldSince;
            }
            Delivery lease = held;
            later.execute(() -> endOf(lease));
        } catch (IOException
                | ClientException
                | ExecutionException
                | TimeoutException
                // ProtonJ2 throws it if the connection ends at this moment.
                | RejectedExecutionException e) {
            without(e.getMessage());
        }
    }

    private void without(String why) {
        // An interrupted thread is stopping: that needs no warning.
        LOG.logf(
                Thread.currentThread().isInterrupted() ? Logger.Level.DEBUG : Logger.Level.WARN,
                "%s: committing without the lease for %d s, %s; events that another process routed may be routed again",
                queue,
                WITHOUT.toSeconds(),
                why);
        close(); // A lease that the broker may still deliver goes back.
        nextTry = nanos.getAsLong() + WITHOUT.toNanos();
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

    /**
     * Not durable, so that nothing is written to the disk. After a restart of the broker, the first process makes it.
     */
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
