package io.stagedoor.routing.transaction;

import io.opentelemetry.api.trace.Span;
import io.stagedoor.routing.duplicates.CommitLease;
import io.stagedoor.routing.duplicates.SeenWindow;
import io.stagedoor.watch.ChannelMeters;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.springframework.jms.support.JmsUtils;

/**
 * The events of one transaction: the messages that they become, and the ids to remember. For one thread. A channel that
 * keeps duplicates remembers no ids.
 */
public final class Batch {

    /** Bytes of events and their messages after which a batch is full. 16 consumers (four channels of four): 16 MiB. */
    private static final long FULL = 1 << 20;

    /** Longer than any transaction. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final SeenWindow window;
    private final CommitLease lease;
    private final Tally tally;
    private final BatchTrace trace;
    private final List<String> routed = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Event taken;
    private boolean repeated;
    private Event inRoute;
    private int weight;
    private long bytes;
    private boolean contended;

    /**
     * @param window of the channel, or null if it keeps duplicates
     * @param lease of the channel; null if {@code window} is
     */
    Batch(Outbox outbox, SeenWindow window, CommitLease lease, ChannelMeters meters, BatchTrace trace) {
        this.outbox = outbox;
        this.window = window;
        this.lease = lease;
        this.tally = new Tally(meters);
        this.trace = trace;
    }

    /** An event enters its route. */
    public void takes(Event event) {
        taken = event;
        repeated = false;
        trace.takes(event);
    }

    /** What to do with an arriving event. {@code HELD}: roll the batch back, see {@link #contended}. */
    public SeenWindow.Entry enter(Event event) throws InterruptedException {
        // A message-id or a hash replaces a missing id, and two events may share it.
        if (window == null || event.ownId() == null) {
            return SeenWindow.Entry.FIRST;
        }
        SeenWindow.Entry entry = window.enter(event.ownId(), routed, patience());
        contended = entry == SeenWindow.Entry.HELD && !routed.isEmpty();
        repeated = entry == SeenWindow.Entry.REPEATED;
        if (contended || repeated) {
            return entry;
        }
        inRoute = event; // After this wait: if in doubt, let it through.
        return SeenWindow.Entry.FIRST;
    }

    /** Random, so that of two consumers that wait for each other's ids, one gives up first. */
    private Duration patience() {
        return routed.isEmpty()
                ? LONG
                : Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 200));
    }

    /** Whether another consumer holds a copy of an event of this batch: then roll the batch back without waiting. */
    public boolean contended() {
        return contended;
    }

    /** The messages that its routes send, which go at the commit. */
    public Outbox outbox() {
        return outbox;
    }

    /** Adds a message that the event becomes, as {@link Outbox#keep}. It is in memory until the commit. */
    public void keep(Message message, String address, boolean plain, Consumer<Message> send) {
        if (QueueNames.isDestination(address) && taken != null) {
            identify(message, taken);
        }
        Span span = trace.sends(address);
        if (!QueueNames.isDeadLetter(address)) { // That one stays as its producer sent it.
            BatchTrace.write(span, message);
        }
        bytes += weight;
        outbox.keep(message, address, plain, send, span);
    }

    /** Sets the id again, because a route may remove all headers: the receiver recognizes duplicates by it. */
    private static void identify(Message message, Event event) {
        try {
            if (!message.propertyExists(EventProperties.EVENT_ID)) {
                message.setStringProperty(EventProperties.EVENT_ID, event.id());
                message.setStringProperty(
                        EventProperties.CHANNEL, event.channel().address());
                message.setStringProperty(
                        EventProperties.CONTENT_TYPE, event.channel().contentType());
            }
        } catch (JMSException e) {
            throw JmsUtils.convertJmsAccessException(e);
        }
    }

    /** The event that is in its route; null between two events. */
    public Event taken() {
        return taken;
    }

    /** The event has left its route, in whatever way. */
    public void endEvent() {
        outbox.dropPending();
        if (taken != null) {
            tally.count(taken, repeated);
            trace.passed(taken, repeated);
            taken = null;
        }
        if (inRoute != null) {
            window.leave(inRoute.ownId(), inRoute.delivered());
            if (inRoute.delivered()) {
                routed.add(inRoute.ownId());
            }
            inRoute = null;
        }
    }

    /** Counts the event's bytes: until the commit, its message is in memory, and a copy for each message it becomes. */
    public void weigh(int weight) {
        this.weight = weight;
        bytes += weight;
    }

    /** Whether memory allows no other event. */
    public boolean full() {
        return bytes >= FULL;
    }

    /**
     * Sends the messages, adds the ids to the log, and commits.
     *
     * @return false if another process has routed one of the events meanwhile: then nothing was sent, and the batch
     *     must be rolled back
     */
    public boolean commit(Session session) throws JMSException {
        if (routed.isEmpty()) {
            sendAndCommit(session);
        } else {
            lease.enter();
            try {
                if (window.knowsOneOf(routed)) {
                    return false;
                }
                Runnable committed = lease.note(session, routed);
                sendAndCommit(session);
                committed.run();
            } finally {
                lease.leave();
            }
            window.committed(routed);
            routed.clear();
        }
        tally.committed();
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
        return true;
    }

    private void sendAndCommit(Session session) throws JMSException {
        trace.commits();
        outbox.send(session);
        JmsUtils.commitIfNecessary(session);
        trace.committed();
    }

    /** Runs it after the commit. After a rollback the events come again, so it is dropped. */
    public void tellOnCommit(Runnable line) {
        afterCommit.add(line);
    }

    /** Call it after every rollback. */
    public void rolledBack() {
        tally.clear();
        trace.rolledBack();
        afterCommit.clear();
        outbox.forget();
        if (window != null) {
            window.rolledBack(routed);
            routed.clear();
        }
    }
}
