package io.stagedoor.bench.process;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.testing.BrokerProcess;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import io.stagedoor.wire.EventProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** A broker with a load generator of its own, seen from outside. */
public final class BenchBroker implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Processes processes;
    private final JavaProcess process;
    private final AmqpConnector connector;
    private final int load = FreePort.next();
    private QueueManagement management;

    /** @param process the one that the broker lives in */
    public BenchBroker(Processes processes, JavaProcess process, String name, int port) throws Exception {
        this.processes = processes;
        this.process = process;
        String url = "amqp://localhost:" + port;
        BrokerSettings nobody =
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty());
        // For the embedded broker; another broker here lets everybody in.
        Path data = processes.folder().resolve(name).resolve("data");
        this.connector = new AmqpConnector(
                Credential.read(BrokerSettings.folder(data)).map(nobody::as).orElse(nobody));
        processes.start(Load.class, "load-" + name, "load ready", Integer.toString(load), url);
    }

    /** One that starts, in a process of its own. */
    public static BenchBroker standalone(Processes processes, String name, int port) throws Exception {
        JavaProcess process = processes.start(
                BrokerProcess.class,
                name,
                "broker ready",
                processes.folder(name).toString(),
                Integer.toString(port));
        return new BenchBroker(processes, process, name, port);
    }

    public JavaProcess process() {
        return process;
    }

    /** Returns when the broker has accepted all. */
    public void send(String action, int events, int perSecond, String queue) throws IOException, InterruptedException {
        String answer = processes.ask(load, action + "/" + events + "/" + perSecond + "/" + queue);
        if (!answer.matches("\\d+")) {
            throw new IOException("the load generator could not send: its log says why");
        }
    }

    /** Makes the queue, if there is none. */
    public void make(String queue) throws Exception {
        try (Connection connection = connector.open()) {
            connection.openSender(queue, QueueLinks.sender()).openFuture().get(ANSWER.toSeconds(), TimeUnit.SECONDS);
        }
        if (management != null) {
            management.close();
            management = null; // It knows the queues that were there when it was first asked.
        }
    }

    public QueueManagement management() throws IOException {
        if (management == null) {
            management = new QueueManagement(connector.open(), ANSWER);
        }
        return management;
    }

    private long messages(String queue) throws IOException {
        return management().ask(queue).orElseThrow().messages();
    }

    /** Those of a paused queue, however many a message has. */
    public long events(String queue) throws IOException {
        return management().counts().count(queue, EventProperties.EVENTS).sum();
    }

    /** Returns when its consumer has accepted all. */
    public void awaitEmpty(String queue) throws IOException, InterruptedException {
        while (messages(queue) > 0) {
            Thread.sleep(50);
        }
    }

    /** Removes what the queue has. */
    public void empty(String queue) throws IOException {
        ReceiverOptions options = new ReceiverOptions().creditWindow(1000);
        options.sourceOptions().capabilities("queue");
        try (Connection connection = connector.open();
                Receiver receiver = connection.openReceiver(queue, options)) {
            for (long left = messages(queue); left > 0; left = messages(queue)) {
                Delivery delivery = receiver.receive(1, TimeUnit.SECONDS);
                while (delivery != null) {
                    delivery.message(); // ProtonJ2 keeps the memory of what is never read.
                    delivery = receiver.receive(100, TimeUnit.MILLISECONDS);
                }
            }
        } catch (ClientException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
