package io.stagedoor.testing;

import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.queue.Drain;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** A producer and consumer that knows AMQP 1.0 and nothing of this program. */
public final class Amqp implements AutoCloseable {

    /** A message as it stood in a queue. */
    public record Taken(Object body, Map<String, Object> properties) {
        public String text(String property) {
            return String.valueOf(properties.get("stagedoor_" + property));
        }

        public byte[] bytes() {
            return body instanceof byte[] bytes ? bytes : String.valueOf(body).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A busy machine takes its time. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AmqpConnector connector;
    private final Connection connection;

    public Amqp(String url, String user, String password) throws Exception {
        this(new BrokerSettings(
                AmqpUrl.parse("url", url), Optional.ofNullable(user), Optional.ofNullable(password), Optional.empty()));
    }

    /**
     * A client that may do everything at a program's embedded broker, as the program itself.
     *
     * @param folder where the program runs; with no credential of it there, as a native executable leaves none, the client
     *     logs in as nobody
     */
    public static Amqp inside(Path folder, String url) throws Exception {
        Optional<Credential> program = Credential.read(BrokerSettings.folder(folder.resolve("data")));
        return new Amqp(
                url,
                program.map(Credential::user).orElse(null),
                program.map(Credential::password).orElse(null));
    }

    public Amqp(BrokerSettings broker) throws Exception {
        connector = new AmqpConnector(broker, ANSWER);
        connection = connector.open();
    }

    /** Returns when the broker has it. */
    public void send(String address, Message<?> message) throws ClientException {
        try (Sender sender = connection.openSender(address)) {
            sender.send(message.durable(true)).awaitAccepted(3, TimeUnit.MINUTES);
        }
    }

    /** As it is; returns when the broker has it. */
    public void sendRaw(String address, Message<?> message) throws ClientException {
        try (Sender sender = connection.openSender(address)) {
            sender.send(message).awaitAccepted(3, TimeUnit.MINUTES);
        }
    }

    public void send(String address, byte[] json) throws ClientException {
        send(address, Message.create(json));
    }

    /** Sends them one behind the other without waiting between, and returns when the broker has all of them. */
    public void sendAll(String address, List<? extends Message<?>> messages) throws ClientException {
        List<Tracker> sent = new ArrayList<>();
        try (Sender sender = connection.openSender(address)) {
            for (Message<?> message : messages) {
                sent.add(sender.send(message.durable(true)));
            }
            for (Tracker tracker : sent) {
                tracker.awaitAccepted(3, TimeUnit.MINUTES);
            }
        }
    }

    /** The next message of the queue, removed from it; fails when none comes. */
    public Taken take(String queue) throws ClientException {
        // One and no more: what came and was not read would keep the session's window shut for all that follows.
        try (Receiver receiver = connection.openReceiver(queue, new ReceiverOptions().creditWindow(0))) {
            receiver.addCredit(1);
            Delivery delivery = receiver.receive(3, TimeUnit.MINUTES);
            if (delivery == null) {
                throw new AssertionError("nothing came to " + queue);
            }
            return taken(delivery.message());
        }
    }

    /** Takes so many of the queue and says that they are none for anybody: the broker sets them aside. */
    public void reject(String queue, int messages) throws ClientException {
        ReceiverOptions byHand = new ReceiverOptions().creditWindow(0).autoAccept(false);
        try (Receiver receiver = connection.openReceiver(queue, byHand)) {
            receiver.addCredit(messages);
            for (int i = 0; i < messages; i++) {
                receiver.receive(3, TimeUnit.MINUTES).reject("amqp:not-allowed", "a test rejects it");
            }
        }
    }

    /**
     * Everything that the broker has in memory of the queue at this moment, removed from it: the broker says when that is
     * all. Without what another consumer has.
     */
    public List<Taken> takeAll(String queue) throws Exception {
        List<Taken> all = new ArrayList<>();
        ReceiverOptions byHand = new ReceiverOptions().creditWindow(0).drainTimeout(20_000);
        try (Receiver receiver = connection.openReceiver(queue, byHand)) {
            Drain drain = new Drain(receiver);
            for (List<Delivery> some = drain.take(100); !some.isEmpty(); some = drain.take(100)) {
                for (Delivery delivery : some) {
                    all.add(taken(delivery.message()));
                }
            }
        }
        return all;
    }

    /** How many messages the queue holds, also at a consumer, scheduled or on the disk; 0 where there is none. */
    public long messages(String queue) throws IOException {
        try (QueueManagement management = new QueueManagement(connector.open(), ANSWER)) {
            return management.ask(queue).map(QueueState::messages).orElse(0L);
        }
    }

    /** Waits until the queue holds nothing. */
    public void awaitEmpty(String queue) {
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> messages(queue) == 0);
    }

    /** Takes from the queue until it holds nothing. Nobody else may consume it. */
    public List<Taken> takeEverything(String queue) {
        List<Taken> all = new ArrayList<>();
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            all.addAll(takeAll(queue));
            return messages(queue) == 0;
        });
        return all;
    }

    /**
     * What stands in a queue when all events of a channel are routed. The program takes an event off the channel and sends
     * what becomes of it in one transaction: with an empty channel, nothing more can come.
     */
    public List<Taken> routed(String channel, String queue) {
        awaitEmpty(channel);
        return takeEverything(queue);
    }

    private static Taken taken(Message<Object> message) throws ClientException {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (message.hasProperties()) {
            message.forEachProperty(properties::put);
        }
        return new Taken(message.body(), properties);
    }

    @Override
    public void close() {
        connection.close();
        connector.close();
    }
}
