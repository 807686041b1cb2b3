package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a broker with {@code artemis-config/broker.xml} promises to clients that speak plain AMQP 1.0. Each test removes
 * from the broker what it sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerPromises {

    private static final String CHANNEL = "backstage/catalog/entity";
    private static final Duration SOON = Duration.ofSeconds(20);

    private AmqpConnector connector;
    private Connection connection;

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

    @Test
    void an_event_sent_before_anyone_consumes_waits_in_an_anycast_queue_named_like_the_channel() throws Exception {
        String event = send(CHANNEL);

        assertThat(management(CHANNEL, "routingType")).contains("ANYCAST");
        assertThat(management(CHANNEL, "address")).contains('"' + CHANNEL + '"');
        assertThat(messages(CHANNEL)).isEqualTo(1);
        assertThat(take(CHANNEL)).isEqualTo(event);
    }

    @Test
    void the_channels_and_their_dead_letter_queues_are_declared() throws Exception {
        for (Channel channel : Contract.bundled().channels()) {
            assertThat(messages(channel.address())).isZero();
            assertThat(messages("dead-letter/" + channel.address())).isZero();
        }
    }

    @Test
    void a_dead_letter_is_kept_in_a_queue_that_nobody_declared() throws Exception {
        String queue = "dead-letter/deliver/" + UUID.randomUUID();

        String event = send(queue);

        assertThat(messages(queue)).isEqualTo(1);
        assertThat(take(queue)).isEqualTo(event);
    }

    @Test
    void a_queue_stays_when_it_is_empty_and_unused() throws Exception {
        String queue = "deliver/" + UUID.randomUUID();
        send(queue);
        take(queue);

        assertThat(messages(queue)).isZero();
        assertThat(management(queue, "autoDelete")).contains("false");
    }

    @Test
    void a_message_is_not_delivered_before_its_delivery_time() throws Exception {
        String queue = "deliver/" + UUID.randomUUID();
        long due = System.currentTimeMillis() + 2_000;
        String delayed = "delayed " + UUID.randomUUID();
        send(queue, Message.create(delayed).durable(true).annotation("x-opt-delivery-time", due));
        String sentinel = send(queue);

        assertThat(take(queue)).isEqualTo(sentinel);
        assertThat(take(queue)).isEqualTo(delayed);
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(due);
    }

    @Test
    void a_consumer_that_fails_again_and_again_never_makes_the_broker_drop_or_move_the_message() throws Exception {
        for (String queue : List.of(CHANNEL, "deliver/" + UUID.randomUUID())) {
            String event = send(queue);
            try (Receiver receiver = receiver(queue)) {
                for (int i = 0; i < 12; i++) {
                    next(receiver).modified(true, false);
                }
            }
            assertThat(take(queue)).isEqualTo(event);
        }
    }

    @Test
    void a_released_message_counts_no_failure_and_stays() throws Exception {
        String event = send(CHANNEL);
        try (Receiver receiver = receiver(CHANNEL)) {
            for (int i = 0; i < 12; i++) {
                Delivery delivery = next(receiver);
                assertThat(delivery.message().deliveryCount()).isZero();
                delivery.release();
            }
        }
        assertThat(take(CHANNEL)).isEqualTo(event);
    }

    @Test
    void an_event_that_a_consumer_rejects_goes_to_the_channels_dead_letter_queue() throws Exception {
        String event = send(CHANNEL);
        try (Receiver receiver = receiver(CHANNEL)) {
            next(receiver).reject("test:rejected", "by the test");
        }
        assertThat(take("dead-letter/" + CHANNEL)).isEqualTo(event);
    }

    @Test
    void an_expired_event_goes_to_the_channels_dead_letter_queue() throws Exception {
        String event = "expired " + UUID.randomUUID();
        send(CHANNEL, Message.create(event).durable(true).timeToLive(1));
        try (Receiver receiver = receiver(CHANNEL)) {
            // The broker finds it expired when it skips it for this consumer.
            assertThat(take("dead-letter/" + CHANNEL)).isEqualTo(event);
            assertThat(receiver.tryReceive()).isNull();
        }
    }

    @Test
    void messages_rejected_on_other_addresses_are_kept_in_a_queue_too() throws Exception {
        String queue = "deliver/" + UUID.randomUUID();
        String event = send(queue);
        try (Receiver receiver = receiver(queue)) {
            next(receiver).reject("test:rejected", "by the test");
        }
        assertThat(take("dead-letter/broker")).isEqualTo(event);
    }

    @Test
    void a_delivery_that_no_queue_takes_goes_to_the_dead_letter_queue() throws Exception {
        String delivery = "nowhere " + UUID.randomUUID();
        send("deliver/cmdb::dead-letter/broker", Message.create(delivery).durable(true));
        assertThat(take("dead-letter/broker")).isEqualTo(delivery);
    }

    @Test
    void a_delivery_or_a_dead_letter_never_expires() throws Exception {
        for (String queue : List.of("deliver/" + UUID.randomUUID(), "dead-letter/" + UUID.randomUUID())) {
            String event = "ages " + UUID.randomUUID();
            send(queue, Message.create(event).durable(true).timeToLive(1));
            assertThat(take(queue)).isEqualTo(event);
        }
    }

    @Test
    void a_repeated_message_with_the_same_duplicate_id_is_accepted_and_kept_once() throws Exception {
        String event = "twice " + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            send(CHANNEL, Message.create(event).durable(true).property("_AMQ_DUPL_ID", event));
        }
        assertThat(messages(CHANNEL)).isEqualTo(1);
        assertThat(take(CHANNEL)).isEqualTo(event);
    }

    private String send(String queue) throws Exception {
        String event = "event " + UUID.randomUUID();
        send(queue, Message.create(event).durable(true));
        return event;
    }

    private void send(String address, Message<String> message) throws Exception {
        try (Sender sender = connection.openSender(address)) {
            sender.send(message).awaitAccepted(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Receiver receiver(String queue) throws Exception {
        // A window of one: unread messages stay in the queue.
        ReceiverOptions options = new ReceiverOptions().autoAccept(false).creditWindow(1);
        options.sourceOptions().capabilities("queue");
        return connection.openReceiver(queue, options).openFuture().get();
    }

    private Delivery next(Receiver receiver) throws Exception {
        Delivery delivery = receiver.receive(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(delivery).as("a message from %s", receiver.address()).isNotNull();
        return delivery;
    }

    private String take(String queue) throws Exception {
        try (Receiver receiver = receiver(queue)) {
            Delivery delivery = next(receiver);
            delivery.accept();
            return delivery.<String>message().body();
        }
    }

    private long messages(String queue) throws Exception {
        try (QueueManagement management = new QueueManagement(connector.open(), SOON)) {
            return management
                    .ask(queue)
                    .orElseThrow(() -> new AssertionError("no queue " + queue))
                    .messages();
        }
    }

    private String management(String queue, String attribute) throws Exception {
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
