package io.stagedoor.operator;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.deadletter.DeadLetterMessage;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.management.ChannelProgress;
import io.stagedoor.watch.RepeatedLines;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.jboss.logging.Logger;

/**
 * Sends operator events to {@code stagedoor/operator}, persistent, each with an id by which the broker and the routing
 * stage drop a second one. Looks every five seconds, on a thread of its own. While the broker is away it looks for
 * nothing, and keeps what is not sent.
 */
public final class OperatorEvents implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.operator");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AmqpConnector connector;
    private final Watch watch;
    private final BrokerWatch broker;
    private final Observer observer;
    private final Transitions transitions;
    private final StormLimit limit;
    private final Clock clock;
    private final RepeatedLines lines = new RepeatedLines(Duration.ofMinutes(1), 1, System::nanoTime);
    private final Thread thread;

    /**
     * @param channels addresses of the channels that routes consume
     * @param silent names of the destinations that receive operator events
     * @param patience how long a channel may make no progress
     */
    public OperatorEvents(
            AmqpConnector connector,
            Watch watch,
            BrokerWatch broker,
            OperatorSettings settings,
            Duration patience,
            Set<String> channels,
            Set<String> silent,
            Clock clock) {
        this.connector = connector;
        this.watch = watch;
        this.broker = broker;
        this.clock = clock;
        this.observer = new Observer(
                watch,
                Observer.states(broker),
                new ChannelProgress(watch, broker, patience)::stalled,
                settings,
                channels,
                silent);
        this.transitions = new Transitions(settings.interval(), settings.source());
        this.limit = new StormLimit(settings.interval());
        this.thread = new Thread(this::work, "operator events");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void work() {
        try {
            while (!watch.stopping()) {
                Thread.sleep(LOOK.toMillis());
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        if (!broker.known()) {
            return;
        }
        try {
            transitions.observe(observer.troubles(clock.instant()), clock.instant());
            List<StormLimit.Told> unsent = limit.now(transitions.unsent(), clock.instant());
            if (!unsent.isEmpty()) {
                send(unsent);
            }
        } catch (IOException | ClientException | RuntimeException e) {
            if (!watch.brokerAway() && lines.ask(String.valueOf(e.getMessage())).isPresent()) {
                LOG.warnf("operator events cannot be sent, and wait: %s", e.getMessage());
            }
        }
    }

    private void send(List<StormLimit.Told> all) throws IOException, ClientException {
        Connection connection = connector.open();
        try (Sender sender = connection.openSender(QueueNames.OPERATOR_EVENTS, QueueLinks.sender())) {
            for (StormLimit.Told told : all) {
                OperatorEvent event = told.event();
                Message<?> message = Message.create(event.json())
                        .durable(true)
                        .messageId(event.id())
                        .contentType("application/json")
                        .creationTime(event.at().toEpochMilli())
                        .property(DeadLetterMessage.DUPLICATE_ID, event.id());
                Tracker tracker = sender.send(message).awaitSettlement(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (!tracker.remoteState().isAccepted()) {
                    throw new IOException(
                            "the broker answers " + tracker.remoteState().getType());
                }
                told.tells().forEach(transitions::sent);
                limit.sent(told, clock.instant());
                LOG.infof(
                        "operator event: %s subject=%s%s event=%s",
                        event.action(),
                        event.trouble().subject(),
                        told.tells().size() == 1 ? "" : " and " + (told.tells().size() - 1) + " more",
                        event.id());
            }
        } finally {
            connection.closeAsync();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        connector.close();
    }
}
