package io.stagedoor.routing;

import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.watch.ChannelMeters;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jms.support.JmsUtils;

/**
 * The events of one transaction, what they become, and their marks: the first message that an event becomes has its id as
 * {@code _AMQ_DUPL_ID}. Artemis keeps such an id with the message's address, in its journal, from the commit on; a
 * transaction with an id that it knows there it does not commit. For an event that becomes no message an empty one goes
 * to {@code seen/<channel>}, where no queue is.
 *
 * <p>Belongs to one thread. Where duplicates are not looked for, nothing is marked.
 */
final class Batch {

    /** Before the channel's address: where the marks go. */
    static final String MARKS = "seen/";

    /** Of events and what they become, before the last one; with 16 consumers (four channels of four) 16 MiB. */
    private static final long FULL = 1 << 20;

    /** Longer than a transaction takes. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final String KNOWN = "Duplicate message detected";

    private record Kept(Message message, Runnable send) {}

    private final String address;
    private final SeenWindow window;
    private final CommitTurn turn;
    private final Tally tally;
    private final List<String> routed = new ArrayList<>();
    private final List<Kept> ofThePass = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> unmarked = new ArrayList<>();
    private Event taken;
    private boolean repeated;
    private Event passing;
    private int weight;
    private long bytes;
    private boolean contended;

    /**
     * @param window of the channel, or null where duplicates are not looked for
     * @param turn of the channel; null where {@code window} is
     */
    Batch(String address, SeenWindow window, CommitTurn turn, ChannelMeters meters) {
        this.address = address;
        this.window = window;
        this.turn = turn;
        this.tally = new Tally(meters);
    }

    /** An event begins its pass. */
    void takes(Event event) {
        taken = event;
        repeated = false;
    }

    /** What is to be done with an event that comes; {@code HELD}: the batch must be given back, see {@link #contended}. */
    SeenWindow.Entry enter(Event event) throws InterruptedException {
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
    boolean contended() {
        return contended;
    }

    /**
     * What a route sends goes with the commit. When its pass is over it is known whether the event may be marked, and a
     * mark must not be sent before it is this process' turn: the broker looks for it when it comes, not at the commit.
     */
    void keep(Message message, Runnable send) {
        bytes += weight;
        ofThePass.add(new Kept(message, send));
    }

    /** The event's pass through its route ended well: what it sent is to go. */
    void keepAll() throws JMSException {
        if (passing != null && passing.delivered() && window.mayMark(passing.ownId())) {
            Message marked = firstWithoutId();
            if (marked == null) {
                unmarked.add(passing.ownId());
            } else {
                marked.setStringProperty(DeadLetterMessage.DUPLICATE_ID, mark(passing.ownId()));
            }
        }
        kept.addAll(ofThePass);
    }

    /** A route may give a message an id of its own, for whoever reads it. */
    private Message firstWithoutId() throws JMSException {
        for (Kept each : ofThePass) {
            if (!each.message().propertyExists(DeadLetterMessage.DUPLICATE_ID)) {
                return each.message();
            }
        }
        return null;
    }

    /** Each channel's events have ids of their own. */
    private String mark(String id) {
        return address + "#" + id;
    }

    /** The event's pass through its route is over, in whatever way. */
    void passed() {
        ofThePass.clear();
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
    void weigh(int weight) {
        this.weight = weight;
        bytes += weight;
    }

    /** How many events it may have, at most {@code most}. */
    int limit(int most) {
        if (bytes >= FULL) {
            return 0;
        }
        return window != null && window.inDoubt() ? 1 : most;
    }

    /** Sends what the events became, notes their ids, and commits. */
    void commit(Session session) throws JMSException {
        if (routed.isEmpty()) {
            sendAndCommit(session);
        } else {
            turn.enter();
            try {
                sendAndCommit(session);
            } finally {
                turn.leave();
            }
            window.committed(routed);
            routed.clear();
        }
        tally.committed();
    }

    private void sendAndCommit(Session session) throws JMSException {
        kept.forEach(each -> each.send().run());
        kept.clear();
        markTheOthers(session);
        unmarked.clear();
        JmsUtils.commitIfNecessary(session);
    }

    private void markTheOthers(Session session) throws JMSException {
        if (unmarked.isEmpty()) {
            return;
        }
        try (MessageProducer producer = session.createProducer(session.createTopic(MARKS + address))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (String id : unmarked) {
                Message mark = session.createMessage();
                mark.setStringProperty(DeadLetterMessage.DUPLICATE_ID, mark(id));
                producer.send(mark);
            }
        }
    }

    /** To be called after every rollback. */
    void rolledBack() {
        tally.clear();
        kept.clear();
        unmarked.clear();
        if (window != null) {
            window.rolledBack(routed);
            routed.clear();
        }
    }

    /**
     * The broker did not commit.
     *
     * @return whether the reason is an event that it knows: nothing is wrong then
     */
    boolean refused(TransactionRolledBackException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        // It shows the message, and that must have a mark of ours: a route may send something with an id of its own,
        // too.
        boolean known =
                reason.startsWith(KNOWN) && reason.contains(DeadLetterMessage.DUPLICATE_ID + "=" + address + "#");
        if (!routed.isEmpty()) {
            if (known && routed.size() == 1) {
                window.committed(routed);
            } else {
                window.doubt(routed);
            }
        }
        return known;
    }
}
