package io.stagedoor.bench.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.HttpSocketServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * The load generator as a process of its own: {@code Load PORT BROKER_URL}. {@code /<action>/<events>/<per
 * second>/<queue>} sends so many valid task events of about 700 bytes with that action, at that pace, or as fast as the
 * broker takes them with 0; the answer comes when the broker has accepted the last one: when the first was sent, in µs
 * since the epoch.
 *
 * <p>At a pace an event counts as sent when it was due: where this program comes late, the time is not forgotten.
 */
public final class Load {

    private static final int WINDOW = 500;
    private static final String PADDING = "/a-template-with-a-long-name".repeat(10);

    private final Connection connection;
    private final Map<String, Sender> senders = new HashMap<>();
    private final String event;

    private Load(Connection connection) throws IOException {
        this.connection = connection;
        // As programs write it: on one line.
        event = new ObjectMapper()
                .readTree(Events.file("scaffolder-completed.json"))
                .toString()
                .replace("template:default/hello-ok", "template:default/hello-ok" + PADDING)
                .replaceFirst("\"correlationId\":\"[^\"]*\"", "\"correlationId\":\"@sent\"")
                .replace("c84316bc-788c-545d-926c-91a2076e9f70", "@id")
                .replace("\"completed\"", "\"@action\"");
    }

    public static void main(String... arguments) throws Exception {
        AmqpConnector connector = new AmqpConnector(new BrokerSettings(
                AmqpUrl.parse("url", arguments[1]), Optional.empty(), Optional.empty(), Optional.empty()));
        Load load = new Load(connector.open());
        try (HttpSocketServer server = new HttpSocketServer(Integer.parseInt(arguments[0]), (request, exchange) -> {
            String[] part = request.path().split("/", 5);
            return exchange.answer(Long.toString(
                    load.send(part[1], Integer.parseInt(part[2]), Integer.parseInt(part[3]), load.sender(part[4]))));
        })) {
            System.out.println("load ready on " + server.port());
            Thread.currentThread().join();
        }
        connector.close();
    }

    private synchronized Sender sender(String queue) throws IOException {
        try {
            Sender sender = senders.get(queue);
            if (sender == null) {
                sender = connection.openSender(queue, QueueLinks.sender());
                senders.put(queue, sender);
            }
            return sender;
        } catch (ClientException e) {
            throw new IOException(e);
        }
    }

    private long send(String action, int events, int perSecond, Sender sender)
            throws IOException, InterruptedException {
        try {
            Deque<Tracker> unsettled = new ArrayDeque<>();
            long start = Measured.now();
            for (int i = 0; i < events; i++) {
                long due = perSecond == 0 ? Measured.now() : start + i * 1_000_000L / perSecond;
                TimeUnit.MICROSECONDS.sleep(Math.max(0, due - Measured.now()));
                unsettled.add(sender.send(Message.create(body(action, due)).durable(true)));
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

    private byte[] body(String action, long sent) {
        return event.replace("@action", action)
                .replace("@id", Events.newId())
                .replace("@sent", Measured.SENT + sent)
                .getBytes(StandardCharsets.UTF_8);
    }
}
