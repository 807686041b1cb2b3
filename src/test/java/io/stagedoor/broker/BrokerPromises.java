package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import java.time.Duration;
import java.util.UUID;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.Test;

/**
 * What a broker with {@code artemis-config/broker.xml} promises to clients that speak plain AMQP 1.0. Each test removes
 * from the broker what it sent.
 */
abstract class BrokerPromises extends BrokerDeadLetterPromises {

    /** By how much the clock of a broker in a container may differ from ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

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
    void an_event_says_when_the_broker_accepted_it_whatever_its_producer_says() throws Exception {
        long before = System.currentTimeMillis();
        send(CHANNEL, Message.create("event").durable(true).annotation("x-opt-ingress-time", 1L));

        try (Receiver receiver = receiver(CHANNEL)) {
            Delivery delivery = next(receiver);
            assertThat((Long) delivery.message().annotation("x-opt-ingress-time"))
                    .isBetween(before - CLOCKS.toMillis(), System.currentTimeMillis() + CLOCKS.toMillis());
            delivery.accept();
        }
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
    void a_repeated_message_with_the_same_duplicate_id_is_accepted_and_kept_once() throws Exception {
        String event = "twice " + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            send(CHANNEL, Message.create(event).durable(true).property("_AMQ_DUPL_ID", event));
        }
        assertThat(messages(CHANNEL)).isEqualTo(1);
        assertThat(take(CHANNEL)).isEqualTo(event);
    }
}
