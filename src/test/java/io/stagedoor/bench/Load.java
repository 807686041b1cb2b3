package io.stagedoor.bench;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.HttpSocketServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * The load generator as a process of its own: {@code Load PORT BROKER_URL}. {@code /<condition>/<events>/<per second>}
 * sends so many events, at that pace, or as fast as the broker takes them with 0; the answer comes when the broker has
 * accepted the last one: when the first was sent, in µs since the epoch.
 */
public final class Load {

    private static final int WINDOW = 500;

    private final Sender sender;
    private final String event = Events.text("scaffolder-completed.json");

    private Load(Sender sender) {
        this.sender = sender;
    }

    public static void main(String... arguments) throws Exception {
        AmqpConnector connector = new AmqpConnector(new BrokerSettings(
                AmqpUrl.parse("url", arguments[1]), Optional.empty(), Optional.empty(), Optional.empty()));
        Connection connection = connector.open();
        SenderOptions options = new SenderOptions();
        options.targetOptions().capabilities("queue");
        Load load = new Load(connection.openSender(Events.TASK, options));
        try (HttpSocketServer server = new HttpSocketServer(Integer.parseInt(arguments[0]), (request, exchange) -> {
            String[] part = request.path().split("/");
            return exchange.answer(Long.toString(
                    load.send(Condition.valueOf(part[1]), Integer.parseInt(part[2]), Integer.parseInt(part[3]))));
        })) {
            System.out.println("load ready on " + server.port());
            Thread.currentThread().join();
        }
        connector.close();
    }

    private long send(Condition condition, int events, int perSecond) throws IOException, InterruptedException {
        try {
            Deque<Tracker> unsettled = new ArrayDeque<>();
            long start = Measured.now();
            for (int i = 0; i < events; i++) {
                if (perSecond > 0) {
                    long due = start + i * 1_000_000L / perSecond;
                    TimeUnit.MICROSECONDS.sleep(Math.max(0, due - Measured.now()));
                }
                unsettled.add(sender.send(Message.create(body(condition)).durable(true)));
                if (unsettled.size() == WINDOW) {
                    accepted(unsettled.remove());
                }
            }
            for (Tracker tracker : unsettled) {
                accepted(tracker);
            }
            return start;
        } catch (ClientException e) {
            throw new IOException(e);
        }
    }

    private static void accepted(Tracker tracker) throws ClientException {
        if (!tracker.awaitSettlement(60, TimeUnit.SECONDS).remoteState().isAccepted()) {
            throw new ClientException("the broker did not accept an event");
        }
    }

    private byte[] body(Condition condition) {
        return event.replace("\"completed\"", "\"" + condition.action() + "\"")
                .replace("c84316bc-788c-545d-926c-91a2076e9f70", Events.newId())
                .replaceFirst(
                        "\"correlationId\": *\"[^\"]*\"",
                        "\"correlationId\": \"" + Measured.SENT + Measured.now() + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
