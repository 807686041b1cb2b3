package io.stagedoor.loss.rig;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.BrokerUnavailable;
import io.stagedoor.loss.account.Sent;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.PlannedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Sends the events of one channel at a steady pace, each once, and knows of each what the broker said. An event whose
 * answer was lost with the connection is in doubt, and not sent again.
 */
public final class Producer {

    private static final int WINDOW = 20;
    private static final long PATIENCE_SECONDS = 20;

    private record Unsettled(int number, Tracker tracker) {}

    private final int channel;
    private final EventPlan plan;
    private final Sent sent;
    private final double perSecond;
    private final AmqpConnector connector;
    private final Deque<Unsettled> unsettled = new ArrayDeque<>(WINDOW);
    private final Thread thread;
    private volatile boolean stopped;
    private int next;

    /** @param perSecond events of this channel */
    public Producer(int channel, BrokerSettings broker, EventPlan plan, Sent sent, double perSecond) {
        this.channel = channel;
        this.plan = plan;
        this.sent = sent;
        this.perSecond = perSecond;
        this.next = channel;
        this.connector = new AmqpConnector(broker);
        this.thread = new Thread(this::sendAll, "producer " + EventPlan.CHANNELS.get(channel));
    }

    public void start() {
        thread.start();
    }

    public boolean done() {
        return !thread.isAlive();
    }

    /** Sends no more, and returns when what was sent is answered or in doubt. */
    public void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        connector.close();
    }

    private void sendAll() {
        long start = System.nanoTime();
        while (next < plan.events() && !stopped) {
            Connection connection = null;
            try {
                connection = connector.open();
                SenderOptions options = new SenderOptions().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
                options.targetOptions().capabilities("queue");
                sendAll(connection.openSender(EventPlan.CHANNELS.get(channel), options), start);
            } catch (ClientException | BrokerUnavailable brokerIsGone) {
                // What has no answer stays in doubt.
                unsettled.forEach(this::note);
                unsettled.clear();
                pause(200);
            } finally {
                if (connection != null) {
                    // To wait for the answer of a broker that was killed would take 5 s.
                    connection.closeAsync();
                }
            }
        }
    }

    private void sendAll(Sender sender, long start) throws ClientException {
        while (next < plan.events() && !stopped) {
            PlannedEvent event = plan.event(next);
            sent.inDoubt(next);
            int number = next;
            next += EventPlan.CHANNELS.size();
            unsettled.add(new Unsettled(
                    number,
                    sender.send(Message.create(event.body())
                            .durable(true)
                            .messageId(event.id())
                            .contentType("application/json"))));
            while (unsettled.size() >= WINDOW
                    || !unsettled.isEmpty()
                            && unsettled.peek().tracker().settlementFuture().isDone()) {
                settleOldest();
            }
            double due = (number / EventPlan.CHANNELS.size()) / perSecond;
            pause((long) (due * 1000 - (System.nanoTime() - start) / 1e6));
        }
        while (!unsettled.isEmpty()) {
            settleOldest();
        }
    }

    private void settleOldest() throws ClientException {
        unsettled.peek().tracker().awaitSettlement(PATIENCE_SECONDS, TimeUnit.SECONDS);
        note(unsettled.remove());
    }

    private void note(Unsettled one) {
        DeliveryState state = one.tracker().remoteState();
        if (state != null && state.isAccepted()) {
            sent.accepted(one.number());
        } else if (state != null) {
            sent.refused(one.number());
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException stopping) {
            stopped = true;
        }
    }
}
