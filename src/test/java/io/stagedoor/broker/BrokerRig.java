package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.queue.QueueManagement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A broker with the project's configuration, and a client of it. Subclasses choose the broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerRig {

    static final String CHANNEL = "backstage/catalog/entity";
    static final Duration SOON = Duration.ofMinutes(3);
    AmqpConnector connector;
    Connection connection;

    /** Starts the broker. */
    abstract BrokerSettings start() throws Exception;

    abstract void stop() throws Exception;

    @BeforeAll
    void connect() throws Exception {
        connector = new AmqpConnector(start());
        connection = connector.open();
    }

    @AfterAll
    void disconnect() throws Exception {
        if (connector != null) {
            connector.close();
        }
        stop();
    }

    String send(String queue) throws Exception {
        String event = "event " + UUID.randomUUID();
        send(queue, Message.create(event).durable(true));
        return event;
    }

    void send(String address, Message<String> message) throws Exception {
        try (Sender sender = connection.openSender(address)) {
            sender.send(message).awaitAccepted(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    Receiver receiver(String queue) throws Exception {
        // A window of one: unread messages stay in the queue.
        ReceiverOptions options = new ReceiverOptions().autoAccept(false).creditWindow(1);
        options.sourceOptions().capabilities("queue");
        return connection.openReceiver(queue, options).openFuture().get();
    }

    Delivery next(Receiver receiver) throws Exception {
        Delivery delivery = receiver.receive(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).as("a message from %s", receiver.address()).isNotNull();
        return delivery;
    }

    String take(String queue) throws Exception {
        try (Receiver receiver = receiver(queue)) {
            Delivery delivery = next(receiver);
            delivery.accept();
            return delivery.<String>message().body();
        }
    }

    long messages(String queue) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), SOON)) {
            return management
                    .ask(queue)
                    .orElseThrow(() -> new AssertionError("no queue " + queue))
                    .messages();
        }
    }

    String management(String queue, String attribute) throws Exception {
        try (Receiver answers = connection.openDynamicReceiver()) {
            send(
                    "activemq.management",
                    Message.create("")
                            .replyTo(answers.openFuture().get().address())
                            .property("_AMQ_ResourceName", "queue." + queue)
                            .property("_AMQ_Attribute", attribute));
            return next(answers).<Object>message().body().toString();
        }
    }
}
