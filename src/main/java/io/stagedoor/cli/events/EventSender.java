package io.stagedoor.cli.events;

import io.quarkus.runtime.util.ExceptionUtil;
import io.stagedoor.contract.Channel;
import io.stagedoor.text.Plural;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientIOException;
import org.apache.qpid.protonj2.client.exceptions.ClientOperationTimedOutException;
import org.apache.qpid.protonj2.client.exceptions.ClientSendTimedOutException;

/**
 * Sends events without waiting for each one, and reports how the broker settled each.
 *
 * <pre>
 *   send ──▶ [ unsettled: oldest … newest, at most 500 ] ──▶ the broker settles ──▶ sent | not sent
 * </pre>
 *
 * For use by one thread. Call {@link #finish} before you count.
 */
final class EventSender {

    private static final int WINDOW = 500;
    private static final long PATIENCE_SECONDS = 30;

    private record Unsettled(Outgoing event, Tracker tracker) {}

    private final Connection connection;
    private final SendOutcomes outcomes;
    private final Deque<Unsettled> unsettled = new ArrayDeque<>(WINDOW);
    private final Map<String, Sender> senders = new HashMap<>();

    EventSender(Connection connection, SendOutcomes outcomes) {
        this.connection = connection;
        this.outcomes = outcomes;
    }

    /**
     * @throws IOException when the connection is lost; every event without an answer is then reported as not sent,
     *     although the broker may have it
     */
    void send(Outgoing outgoing) throws IOException {
        if (unsettled.size() == WINDOW) {
            settleOldest();
        }
        try {
            unsettled.add(
                    new Unsettled(outgoing, sender(outgoing.channel().address()).send(message(outgoing))));
        } catch (ClientSendTimedOutException e) {
            outcomes.notSent(
                    outgoing, "the broker has accepted nothing for " + PATIENCE_SECONDS + " s: is its disk full?");
        } catch (ClientException e) {
            if (e instanceof ClientIOException || ExceptionUtil.getRootCause(e) instanceof IOException) {
                unsettled.add(new Unsettled(outgoing, null));
                throw lost(e);
            }
            senders.remove(outgoing.channel().address());
            outcomes.notSent(outgoing, "the broker refused it: " + e.getMessage());
        }
    }

    /** Waits until the broker has settled everything. */
    void finish() throws IOException {
        while (!unsettled.isEmpty()) {
            settleOldest();
        }
    }

    private void settleOldest() throws IOException {
        Unsettled oldest = unsettled.peek();
        try {
            DeliveryState state = oldest.tracker()
                    .awaitSettlement(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .remoteState();
            unsettled.remove();
            if (state != null && state.isAccepted()) {
                outcomes.sent(oldest.event());
            } else {
                outcomes.notSent(
                        oldest.event(), "the broker answered " + (state == null ? "nothing" : state.getType()));
            }
        } catch (ClientIOException | ClientOperationTimedOutException e) {
            throw lost(e);
        } catch (ClientException e) {
            unsettled.remove();
            outcomes.notSent(oldest.event(), "the broker did not confirm it: " + e.getMessage());
        }
    }

    private IOException lost(ClientException e) {
        String last = unsettled.peekLast().event().event().where();
        String first = unsettled.peek().event().event().where();
        int count = unsettled.size();
        unsettled.forEach(one -> outcomes.notSent(one.event(), ""));
        unsettled.clear();
        return new IOException(
                "the connection to the broker was lost (" + e.getMessage() + "). The broker did not confirm "
                        + Plural.of(count, "event", "events") + ", from " + first + " to " + last
                        + "; it may have them",
                e);
    }

    private Sender sender(String address) throws ClientException {
        Sender sender = senders.get(address);
        if (sender == null) {
            SenderOptions options = new SenderOptions().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // Without it a broker may create the address as a topic, and drop messages that have no subscriber.
            options.targetOptions().capabilities("queue");
            sender = connection.openSender(address, options);
            senders.put(address, sender);
        }
        return sender;
    }

    private static Message<byte[]> message(Outgoing outgoing) throws ClientException {
        Channel channel = outgoing.channel();
        return Message.create(outgoing.event().bytes()).durable(true).contentType(channel.contentType());
    }
}
