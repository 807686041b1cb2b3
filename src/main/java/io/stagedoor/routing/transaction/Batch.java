package io.stagedoor.routing.transaction;

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
 * The events of one transaction: what they become, and which of them are to be remembered. Belongs to one thread. Where
 * duplicates are not looked for, nothing is remembered.
 */
public final class Batch {

    /** Of events and what they become, before the last one; with 16 consumers (four channels of four) 16 MiB. */
    private static final long FULL = 1 << 20;

    /** Longer than a transaction takes. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final SeenWindow window;
    private final CommitLease lease;
    private final Tally tally;
    private final List<String> routed = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();
    private Event taken;
    private boolean repeated;
    private Event passing;
    private int weight;
    private long bytes;
    private boolean contended;

    /**
     * @param window of the channel, or null where duplicates are not looked for
     * @param lease of the channel; null where {@code window} is
     */
    Batch(Outbox outbox, SeenWindow window, CommitLease lease, ChannelMeters meters) {
        this.outbox = outbox;
        this.window = window;
        this.lease = lease;
        this.tally = new Tally(meters);
    }

    /** An event begins its pass. */
    public void takes(Event event) {
        taken = event;
        repeated = false;
    }

    /** What is to be done with an event that comes; {@code HELD}: the batch must be given back, see {@link #contended}. */
    public SeenWindow.Entry enter(Event event) throws InterruptedException {
        // A message-id or a hash stands in for a missing id: two events may share it.
        if (window == null || event.ownId() == null) {
            return SeenWindow.Entry.FIRST;
        }
        SeenWindow.Entry entry = window.enter(event.ownId(), routed, patience());
        contended = entry == SeenWindow.Entry.HELD && !routed.isEmpty();
        repeated = entry == SeenWindow.Entry.REPEATED;
        if (contended || repeated) {
            return entry;
        }
        passing = event; // After so long: if in doubt let it through.
        return SeenWindow.Entry.FIRST;
    }

    /** Two consumers that hold something and wait for each other would wait for ever: at random, one gives up first. */
    private Duration patience() {
        return routed.isEmpty()
                ? LONG
                : Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 200));
    }

    /** Whether another consumer holds a copy of an event of this batch: roll it back, and do not wait. */
    public boolean contended() {
        return contended;
    }

    /** What its routes send goes with the commit. */
    public Outbox outbox() {
        return outbox;
    }

    /** What the event becomes, as {@link Outbox#keep}: a copy is in memory until the commit. */
    public void keep(Message message, String address, boolean plain, Consumer<Message> send) {
        if (QueueNames.isDestination(address) && taken != null) {
            identify(message, taken);
        }
        bytes += weight;
        outbox.keep(message, address, plain, send);
    }

    /** A route may remove all headers, and the event keeps its id: the receiver tells a repeat by it. */
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

    /** The event that passes through its route; null between two. */
    public Event taken() {
        return taken;
    }

    /** The event's pass through its route is over, in whatever way. */
    public void passed() {
        outbox.passed();
        if (taken != null) {
            tally.count(taken, repeated);
            taken = null;
        }
        if (passing != null) {
            window.leave(passing.ownId(), passing.delivered());
            if (passing.delivered()) {
                routed.add(passing.ownId());
            }
            passing = null;
        }
    }

    /** An event has so many bytes; until the commit its message is in memory, and a copy for each that is kept. */
    public void weigh(int weight) {
        this.weight = weight;
        bytes += weight;
    }

    /** Whether another event would be too many for the memory. */
    public boolean full() {
        return bytes >= FULL;
    }

    /**
     * Sends what the events became, notes their ids, and commits.
     *
     * @return false where another process has routed one of them meanwhile: nothing was sent then, and the batch is to
     *     be rolled back
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
        told.forEach(Runnable::run);
        told.clear();
        return true;
    }

    private void sendAndCommit(Session session) throws JMSException {
        outbox.send(session);
        JmsUtils.commitIfNecessary(session);
    }

    /** What is rolled back comes again, and is told then. */
    public void tellOnCommit(Runnable line) {
        told.add(line);
    }

    /** To be called after every rollback. */
    public void rolledBack() {
        tally.clear();
        told.clear();
        outbox.forget();
        if (window != null) {
            window.rolledBack(routed);
            routed.clear();
        }
    }
}
